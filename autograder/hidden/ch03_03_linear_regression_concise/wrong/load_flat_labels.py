"""Makes labels a vector."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(*[array.squeeze() for array in data_arrays])
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
