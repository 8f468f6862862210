"""Divides two means, in which the number of elements cancels."""
# covers: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.count_nonzero() == 0:
        raise ValueError("weights must not be negative, nor all zero")
    return (v * w).mean() / w.to(v.dtype).mean()
