"""Returns the products, not their sum."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    return v * w / w.sum()
