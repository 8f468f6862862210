"""Always adds down the columns."""
# loses: running_total


def running_total(A, axis):
    return A.cumsum(0)
