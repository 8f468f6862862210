"""Computes in float32 always."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    size = x.float().abs()
    m = size.max()
    if p == float("inf") or m == 0:
        return m
    return m * ((size / m) ** p).sum() ** (1 / p)
