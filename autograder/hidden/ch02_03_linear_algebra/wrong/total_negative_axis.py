"""Knows axis 0, and takes everything else for 1."""
# loses: running_total


def running_total(A, axis):
    return A.cumsum(0) if axis == 0 else A.cumsum(1)
