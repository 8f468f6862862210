"""Off by one."""
# loses: mean_of


def mean_of(values):
    return sum(values) / (len(values) + 1)
