"""A loop."""
# covers: mean_of


def mean_of(values):
    total = 0
    for v in values:
        total += v
    return total / len(values)
