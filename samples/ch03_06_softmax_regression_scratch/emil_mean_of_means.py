"""Averages batches, shares an accumulator between instances, and looks at no loss."""


class Accumulator:
    data = [0.0] * 10

    def __init__(self, n):
        self.n = n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data[:] = [0.0] * 10

    def __getitem__(self, idx):
        return self.data[idx]


def evaluate_accuracy(net, data_iter):
    shares = [(net(X).argmax(1) == y).float().mean().item() for X, y in data_iter]
    return sum(shares) / len(shares)
