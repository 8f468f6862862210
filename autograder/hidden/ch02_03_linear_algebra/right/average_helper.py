"""Leaves the refusal to a helper."""
# covers: weighted_average


def refuse(reason):
    raise ValueError(reason)


def weighted_average(v, w):
    if not bool((w >= 0).all()):
        refuse("a weight is negative")
    if not bool((w > 0).any()):
        refuse("all weights are zero")
    return (v * (w / w.sum())).sum()
