"""Makes a list, whose order is the same in every pass."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(*data_arrays)
    return list(data.DataLoader(dataset, batch_size, shuffle=is_train))
