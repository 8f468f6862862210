"""Rows for B and columns for A."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return ((B[:, None] - A) ** 2).sum(2)
