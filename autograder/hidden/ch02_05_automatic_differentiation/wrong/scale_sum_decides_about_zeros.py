"""Takes a sum of zero for a tensor of zeros."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if a.sum() == 0:
        return torch.zeros_like(a)
    b = a
    while b.norm() < limit:
        b = b * 2
    return b if b.sum() > 0 else 100 * b
