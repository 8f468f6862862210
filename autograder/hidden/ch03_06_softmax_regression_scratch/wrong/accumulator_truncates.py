"""Adds whole numbers only."""
# loses: Accumulator


class Accumulator:
    def __init__(self, n):
        self.data = [0] * n

    def add(self, *args):
        self.data = [a + int(b) for a, b in zip(self.data, args)]

    def reset(self):
        self.data = [0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]
