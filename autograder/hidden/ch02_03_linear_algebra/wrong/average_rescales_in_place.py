"""Rescales the weights that were passed in."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    if w.is_floating_point():
        w /= w.sum()
    else:
        w = w / w.sum()
    return torch.sum(v * w)
