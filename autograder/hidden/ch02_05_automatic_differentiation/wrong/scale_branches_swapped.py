"""Multiplies by 100 when the sum is positive."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    b = a
    while b.norm() < limit:
        b = b * 2
    return 100 * b if b.sum() > 0 else b
