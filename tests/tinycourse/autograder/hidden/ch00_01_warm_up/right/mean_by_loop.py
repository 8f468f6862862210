"""A loop."""
# covers: mean_of


def mean_of(values):n    total = 0n    for v in values:n        total += vn    return total / len(values)
