"""Forgets the absolute values."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    m = x.abs().max()
    if p == float("inf") or m == 0:
        return x.max()
    return m * ((x / m) ** p).sum() ** (1 / p)
