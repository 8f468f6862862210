"""Subtracts the mean from the caller's values."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    mean = (p * values).sum()
    if values.is_floating_point():
        values -= mean
    else:
        values = values - mean
    return mean.item(), (p * values**2).sum().item()
