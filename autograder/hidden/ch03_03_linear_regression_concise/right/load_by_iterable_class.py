"""A class with __iter__ and __len__, by randperm and slices."""
# covers: load_array


class Batches:
    def __init__(self, arrays, batch_size, is_train):
        self.arrays, self.batch_size, self.is_train = arrays, batch_size, is_train

    def __len__(self):
        return -(-len(self.arrays[0]) // self.batch_size)

    def __iter__(self):
        n = len(self.arrays[0])
        order = torch.randperm(n) if self.is_train else torch.arange(n)
        for rows in order.split(self.batch_size):
            yield tuple(array[rows] for array in self.arrays)


def load_array(data_arrays, batch_size, is_train=True):
    return Batches(data_arrays, batch_size, is_train)
