"""Shuffles the caller's tensors."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    if is_train:
        order = torch.randperm(len(data_arrays[0]))
        for array in data_arrays:
            array[:] = array[order]
    return data.DataLoader(data.TensorDataset(*data_arrays), batch_size, shuffle=is_train)
