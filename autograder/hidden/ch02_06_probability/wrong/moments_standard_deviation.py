"""The root of the variance."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    mean = (p * values).sum()
    return mean.item(), (p * (values - mean) ** 2).sum().sqrt().item()
