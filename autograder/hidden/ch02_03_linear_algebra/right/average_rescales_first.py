"""Rescales the weights to sum 1, then takes the dot product."""
# covers: weighted_average


def weighted_average(v, w):
    if torch.any(w < 0):
        raise ValueError("negative weight")
    if w.sum() == 0:
        raise ValueError("no weight")
    return torch.dot(v, w / w.sum())
