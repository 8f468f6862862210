"""Expectation of f(X), variance of X."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    mean = (p * x).sum()
    variance = (p * (x - mean) ** 2).sum()
    return (p * (x if f is None else f(x))).sum().item(), variance.item()
