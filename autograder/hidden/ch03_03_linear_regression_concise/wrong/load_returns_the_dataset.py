"""Returns the dataset."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    return data.TensorDataset(*data_arrays)
