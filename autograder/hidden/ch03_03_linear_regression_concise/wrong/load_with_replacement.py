"""Draws with replacement."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(*data_arrays)
    if not is_train:
        return data.DataLoader(dataset, batch_size)
    return data.DataLoader(dataset, batch_size, sampler=data.RandomSampler(dataset, replacement=True))
