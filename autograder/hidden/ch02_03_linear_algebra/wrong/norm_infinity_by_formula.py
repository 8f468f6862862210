"""Uses the formula as it stands for p = inf too, where it always gives 1 or more."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    m = x.abs().max()
    if m == 0:
        return m
    if p == float("inf"):
        return (x.abs() ** p).sum() ** (1 / p)
    return m * ((x.abs() / m) ** p).sum() ** (1 / p)
