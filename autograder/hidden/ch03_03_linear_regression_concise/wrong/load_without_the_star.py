"""Passes the tuple without unpacking it."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
