"""E[X]^2 - E[X^2]."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    x, p = x.double(), p.double()
    values = x if f is None else f(x)
    mean = (p * values).sum()
    return mean.item(), (mean**2 - (p * values**2).sum()).item()
