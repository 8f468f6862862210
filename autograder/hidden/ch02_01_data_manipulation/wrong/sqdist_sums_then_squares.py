"""Squares the sum of the differences."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A[:, None] - B).sum(2) ** 2
