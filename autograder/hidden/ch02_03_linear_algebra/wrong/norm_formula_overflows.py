"""The formula as it stands: right, until a power overflows or vanishes."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    if p == float("inf"):
        return x.abs().max()
    return (x.abs() ** p).sum() ** (1 / p)
