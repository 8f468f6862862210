"""E[X^2] - E[X]^2 in float32."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    mean = (p * values).sum()
    return mean.item(), ((p * values**2).sum() - mean**2).item()
