"""Leaves the coordinates apart."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A[:, None] - B) ** 2
