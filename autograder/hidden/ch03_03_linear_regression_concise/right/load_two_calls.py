"""An if with two calls."""
# covers: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(*[array for array in data_arrays])
    if is_train:
        return data.DataLoader(dataset, batch_size, shuffle=True)
    else:
        return data.DataLoader(dataset, batch_size)
