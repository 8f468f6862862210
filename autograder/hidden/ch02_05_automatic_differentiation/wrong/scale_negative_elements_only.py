"""Multiplies element by element, where each is negative."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    b = a
    while b.norm() < limit:
        b = b * 2
    return torch.where(b > 0, b, 100 * b)
