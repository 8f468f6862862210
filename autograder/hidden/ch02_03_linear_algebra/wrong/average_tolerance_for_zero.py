"""Takes tiny weights for zero."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() < 1e-8:
        raise ValueError("unfit weights")
    return torch.sum(v * w) / w.sum()
