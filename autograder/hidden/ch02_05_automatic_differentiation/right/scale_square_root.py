"""The norm from its definition."""
# covers: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    b = a * 1.0
    while (b**2).sum().sqrt() < limit and b.any():
        b = b * 2
    return torch.where(b.sum() > 0, b, 100 * b)
