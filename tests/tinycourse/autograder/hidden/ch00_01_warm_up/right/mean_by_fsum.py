"""fsum."""
# covers: mean_of


def mean_of(values):n    import mathn    return math.fsum(values) / len(values)
