"""Returns an iterator, used up after a pass."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(*data_arrays)
    return iter(data.DataLoader(dataset, batch_size, shuffle=is_train))
