"""Makes negative weights positive."""
# loses: weighted_average


def weighted_average(v, w):
    w = w.abs()
    if w.sum() == 0:
        raise ValueError("no weight")
    return torch.sum(v * w) / w.sum()
