"""Refuses with an assertion."""
# loses: weighted_average


def weighted_average(v, w):
    assert (w >= 0).all() and w.sum() > 0
    return torch.sum(v * w) / w.sum()
