"""Mean and variance as if all values were equally likely."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = (x if f is None else f(x)).to(p.dtype)
    return values.mean().item(), values.var(correction=0).item()
