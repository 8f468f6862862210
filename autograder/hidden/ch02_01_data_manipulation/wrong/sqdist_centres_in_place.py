"""Shifts the points in place first."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    centre = A.mean(0).nan_to_num()
    A -= centre
    B -= centre
    return ((A[:, None] - B) ** 2).sum(2)
