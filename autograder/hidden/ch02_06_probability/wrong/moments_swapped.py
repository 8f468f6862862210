"""Variance first."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    mean = (p * values).sum()
    return (p * (values - mean) ** 2).sum().item(), mean.item()
