"""Returns a Python number, computed in float64."""
# covers: weighted_average


def weighted_average(v, w):
    if w.min() < 0 or w.max() == 0:
        raise ValueError("weights must not be negative, nor all zero")
    return float((v.double() * w.double()).sum() / w.double().sum())
