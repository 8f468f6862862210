"""Forgets the root."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    m = x.abs().max()
    if p == float("inf") or m == 0:
        return m
    return m * ((x.abs() / m) ** p).sum()
