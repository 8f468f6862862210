"""Rescales the weights by integer division."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    share = w // w.sum() if not w.is_floating_point() else w / w.sum()
    return torch.sum(v * share)
