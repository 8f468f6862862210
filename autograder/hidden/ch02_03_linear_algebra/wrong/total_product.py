"""Multiplies instead of adding."""
# loses: running_total


def running_total(A, axis):
    return A.cumprod(axis)
