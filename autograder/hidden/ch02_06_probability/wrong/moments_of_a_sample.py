"""Divides by n - 1, as for a sample."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    mean = (p * values).sum()
    k = len(p)
    return mean.item(), ((p * (values - mean) ** 2).sum() * k / max(k - 1, 1)).item()
