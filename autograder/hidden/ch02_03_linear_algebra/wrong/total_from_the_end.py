"""Adds up from the other end."""
# loses: running_total


def running_total(A, axis):
    return A.flip(axis).cumsum(axis).flip(axis)
