"""The library's mean."""
# covers: mean_of


def mean_of(values):
    import statistics

    return statistics.fmean(values)
