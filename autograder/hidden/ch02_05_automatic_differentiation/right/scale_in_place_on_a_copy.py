"""Doubles a copy in place, which autograd allows."""
# covers: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    b = a.clone()
    while torch.norm(b) < limit and bool((b != 0).any()):
        b *= 2
    if b.sum() <= 0:
        b *= 100
    return b
