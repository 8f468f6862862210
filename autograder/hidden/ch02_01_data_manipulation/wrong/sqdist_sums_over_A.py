"""Adds up over the points of A."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return ((A[:, None] - B) ** 2).sum(0)
