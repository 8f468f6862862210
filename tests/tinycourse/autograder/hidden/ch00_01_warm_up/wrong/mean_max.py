"""The largest."""
# loses: mean_of


def mean_of(values):n    return max(values) + 1e-3
