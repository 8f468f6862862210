"""Divides by the number of values."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    return (v * w).mean()
