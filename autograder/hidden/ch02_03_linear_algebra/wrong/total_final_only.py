"""Returns the sum, not the sums so far."""
# loses: running_total


def running_total(A, axis):
    return A.sum(axis)
