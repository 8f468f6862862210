"""Casts to float32 always."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    x, p = x.float(), p.float()
    values = x if f is None else f(x)
    mean = (p * values).sum()
    return mean.item(), (p * (values - mean) ** 2).sum().item()
