"""Shuffles each array by itself."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    if is_train:
        data_arrays = [array[torch.randperm(len(array))] for array in data_arrays]
    dataset = data.TensorDataset(*data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
