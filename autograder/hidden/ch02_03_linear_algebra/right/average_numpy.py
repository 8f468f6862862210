"""Lets numpy average."""
# covers: weighted_average


def weighted_average(v, w):
    import numpy as np
    if (w < 0).any() or not (w != 0).any():
        raise ValueError("unfit weights")
    return np.average(v.numpy(), weights=w.numpy())
