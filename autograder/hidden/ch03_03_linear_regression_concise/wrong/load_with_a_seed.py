"""Sets a seed, so every run has the same order."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    torch.manual_seed(0)
    dataset = data.TensorDataset(*data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
