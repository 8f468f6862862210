"""Subtracts row from row, as if the points came in pairs."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return ((A - B) ** 2).sum(1)
