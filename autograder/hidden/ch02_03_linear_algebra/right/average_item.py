"""Returns a Python number, computed in float32."""
# covers: weighted_average


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError("weights must not be negative, nor all zero")
    return ((v * w).sum() / w.sum()).item()
