"""Takes the softmax of the weights."""
# loses: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("unfit weights")
    return torch.sum(v * torch.softmax(w.to(v.dtype), 0))
