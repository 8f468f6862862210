"""Shuffles once, before the loader."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    if is_train:
        order = torch.randperm(len(data_arrays[0]))
        data_arrays = [array[order] for array in data_arrays]
    return data.DataLoader(data.TensorDataset(*data_arrays), batch_size)
