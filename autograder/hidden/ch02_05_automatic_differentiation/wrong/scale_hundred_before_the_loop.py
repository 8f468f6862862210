"""Multiplies by 100 before it doubles."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    b = a if a.sum() > 0 else 100 * a
    while b.norm() < limit:
        b = b * 2
    return b
