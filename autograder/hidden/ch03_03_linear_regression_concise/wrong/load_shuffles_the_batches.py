"""Shuffles the batches and leaves the rows in them together."""
# loses: load_array


class Batches:
    def __init__(self, arrays, batch_size, is_train):
        self.arrays, self.batch_size, self.is_train = arrays, batch_size, is_train

    def __len__(self):
        return -(-len(self.arrays[0]) // self.batch_size)

    def __iter__(self):
        starts = torch.randperm(len(self)) if self.is_train else torch.arange(len(self))
        for i in starts.tolist():
            yield tuple(array[i * self.batch_size : (i + 1) * self.batch_size] for array in self.arrays)


def load_array(data_arrays, batch_size, is_train=True):
    return Batches(data_arrays, batch_size, is_train)
