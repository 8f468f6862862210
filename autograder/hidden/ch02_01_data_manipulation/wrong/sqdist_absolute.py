"""Adds up absolute differences."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A[:, None] - B).abs().sum(2)
