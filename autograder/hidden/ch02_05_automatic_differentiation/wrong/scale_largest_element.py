"""Looks at the largest element instead of the norm."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    b = a
    while b.abs().max() < limit:
        b = b * 2
    return b if b.sum() > 0 else 100 * b
