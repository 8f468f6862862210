"""Leaves each entry out of its own total."""
# loses: running_total


def running_total(A, axis):
    return A.cumsum(axis) - A
