"""The mean over the coordinates."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return ((A[:, None] - B) ** 2).mean(2)
