"""Is a generator, as data_iter was."""
# loses: load_array


def load_array(data_arrays, batch_size, is_train=True):
    n = len(data_arrays[0])
    order = torch.randperm(n) if is_train else torch.arange(n)
    for rows in order.split(batch_size):
        yield tuple(array[rows] for array in data_arrays)
