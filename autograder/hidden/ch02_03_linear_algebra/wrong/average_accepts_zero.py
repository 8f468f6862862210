"""Refuses negative weights, and divides by zero."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any():
        raise ValueError("negative weight")
    return torch.sum(v * w) / w.sum()
