"""Takes two arrays, as in the example."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    features, labels = data_arrays
    dataset = data.TensorDataset(features, labels)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
