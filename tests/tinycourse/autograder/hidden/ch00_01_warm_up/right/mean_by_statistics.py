"""statistics."""
# covers: mean_of


def mean_of(values):n    import statisticsn    return statistics.fmean(values)
