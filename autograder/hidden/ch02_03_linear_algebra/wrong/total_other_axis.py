"""Takes axis 0 for along the rows."""
# loses: running_total


def running_total(A, axis):
    return A.cumsum(1 - axis if axis >= 0 else -3 - axis)
