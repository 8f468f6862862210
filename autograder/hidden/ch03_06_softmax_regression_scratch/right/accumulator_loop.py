"""Sums kept in a list, added one by one."""
# covers: Accumulator


class Accumulator:
    def __init__(self, n):
        self.n = n
        self.reset()

    def add(self, *args):
        for i, value in enumerate(args):
            self.values[i] += float(value)

    def reset(self):
        self.values = [0] * self.n

    def __getitem__(self, idx):
        return self.values[idx]
