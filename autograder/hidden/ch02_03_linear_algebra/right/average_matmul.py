"""Multiplies two vectors with @."""
# covers: weighted_average


def weighted_average(v, w):
    if (w < 0).sum() > 0 or (w == 0).all():
        raise ValueError("weights must not be negative, nor all zero")
    w = w.to(v.dtype)
    return v @ w / w.sum()
