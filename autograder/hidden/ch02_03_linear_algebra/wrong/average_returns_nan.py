"""Answers with NaN instead of an error."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        return float("nan")
    return torch.sum(v * w) / w.sum()
