"""Returns one number."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    return (p * (x if f is None else f(x))).sum().item()
