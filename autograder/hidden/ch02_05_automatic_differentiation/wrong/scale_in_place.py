"""Doubles the caller's tensor."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    with torch.no_grad():
        while a.norm() < limit:
            a *= 2
    return a * 1 if a.sum() > 0 else 100 * a
