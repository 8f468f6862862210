"""Forgets to divide."""
# loses: mean_of


def mean_of(values):
    return sum(values)
