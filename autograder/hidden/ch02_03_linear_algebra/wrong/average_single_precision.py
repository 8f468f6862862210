"""Computes in float32 always."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    return torch.sum(v.float() * w.float()) / w.float().sum()
