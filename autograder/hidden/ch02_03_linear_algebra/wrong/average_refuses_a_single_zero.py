"""Refuses every weight of zero."""
# loses: weighted_average


def weighted_average(v, w):
    if (w <= 0).any():
        raise ValueError("unfit weights")
    return torch.sum(v * w) / w.sum()
