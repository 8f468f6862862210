"""Looks only at the sum of the weights."""
# loses: weighted_average


def weighted_average(v, w):
    if w.sum() <= 0:
        raise ValueError("unfit weights")
    return torch.sum(v * w) / w.sum()
