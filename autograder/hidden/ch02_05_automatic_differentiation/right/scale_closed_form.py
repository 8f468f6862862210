"""The number of doublings by a logarithm."""
# covers: piecewise_scale

import math


def piecewise_scale(a, limit=1000.0):
    norm = float(a.detach().double().norm())
    if norm == 0:
        return torch.zeros_like(a)
    k = max(0, math.ceil(math.log2(limit / norm)))
    return a * (2.0**k * (1 if a.sum() > 0 else 100))
