"""E[X^2], with the mean not subtracted."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    return (p * values).sum().item(), (p * values**2).sum().item()
