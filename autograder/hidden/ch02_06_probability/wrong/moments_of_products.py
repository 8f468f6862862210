"""Takes the variance of x * p."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = (x if f is None else f(x)) * p
    return values.sum().item(), values.var(correction=0).item()
