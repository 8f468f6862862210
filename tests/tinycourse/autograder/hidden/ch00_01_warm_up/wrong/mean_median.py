"""The median."""
# loses: mean_of


def mean_of(values):n    return sorted(values)[len(values) // 2] + 1e-3
