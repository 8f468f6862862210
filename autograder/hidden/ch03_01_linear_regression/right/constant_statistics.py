"""Python's own statistics."""
# covers: best_constant

import statistics


def best_constant(x, loss):
    values = x.tolist()
    return statistics.fmean(values) if loss == "l2" else statistics.median_low(values)
