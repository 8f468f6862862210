"""Returns a vector of one element."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    return (v * w).sum(axis=0, keepdim=True) / w.sum()
