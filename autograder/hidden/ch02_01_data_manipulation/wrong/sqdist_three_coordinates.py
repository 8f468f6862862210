"""Points in space only."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A[:, None, 0] - B[:, 0]) ** 2 + (A[:, None, 1] - B[:, 1]) ** 2 + (A[:, None, 2] - B[:, 2]) ** 2
