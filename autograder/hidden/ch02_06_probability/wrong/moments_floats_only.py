"""Refuses integer values."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else f(x)
    mean = torch.dot(p, values)
    return mean.item(), torch.dot(p, (values - mean) ** 2).item()
