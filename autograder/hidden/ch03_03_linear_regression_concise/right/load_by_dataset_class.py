"""A dataset class of one's own."""
# covers: load_array


class Rows(data.Dataset):
    def __init__(self, arrays):
        self.arrays = arrays

    def __len__(self):
        return len(self.arrays[0])

    def __getitem__(self, i):
        return tuple(array[i] for array in self.arrays)


def load_array(data_arrays, batch_size, is_train=True):
    return data.DataLoader(Rows(data_arrays), batch_size=batch_size, shuffle=is_train)
