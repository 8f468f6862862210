"""Sums kept in a tensor."""
# covers: Accumulator


class Accumulator:
    def __init__(self, n):
        self.sums = torch.zeros(n, dtype=torch.float64)

    def add(self, *args):
        self.sums += torch.tensor([float(a) for a in args], dtype=torch.float64)

    def reset(self):
        self.sums.zero_()

    def __getitem__(self, idx):
        return self.sums[idx].item()
