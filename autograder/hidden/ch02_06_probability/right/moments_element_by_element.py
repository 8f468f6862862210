"""Applies f to one element at a time."""
# covers: expectation_variance


def expectation_variance(x, p, f=None):
    values = x if f is None else torch.stack([f(v) for v in x])
    mean = (p * values).sum()
    return mean.item(), (p * (values - mean).pow(2)).sum().item()
