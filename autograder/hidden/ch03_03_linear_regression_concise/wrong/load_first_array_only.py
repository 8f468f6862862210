"""Takes the first array for all of the data."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(data_arrays[0])
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
