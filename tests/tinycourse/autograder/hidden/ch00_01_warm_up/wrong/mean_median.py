"""The median."""
# loses: mean_of


def mean_of(values):
    return sorted(values)[len(values) // 2] + 1e-3
