"""Takes the absolute values in place."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    x.abs_()
    m = x.max()
    if p == float("inf") or m == 0:
        return m.clone()
    return m * ((x / m) ** p).sum() ** (1 / p)
