"""The largest."""
# loses: mean_of


def mean_of(values):
    return max(values) + 1e-3
