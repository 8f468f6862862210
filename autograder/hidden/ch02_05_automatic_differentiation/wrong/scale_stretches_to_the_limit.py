"""Scales to the limit exactly."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    b = a
    if b.norm() < limit:
        b = b * (limit / b.norm())
    return b if b.sum() > 0 else 100 * b
