"""Stacks a list of rows, which is empty if there are no points."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return torch.stack([((B - a) ** 2).sum(1) for a in A])
