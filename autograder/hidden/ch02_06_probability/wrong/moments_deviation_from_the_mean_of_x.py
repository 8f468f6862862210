"""Squares the distance of f(X) from E[X]."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    return (p * values).sum().item(), (p * (values - (p * x).sum()) ** 2).sum().item()
