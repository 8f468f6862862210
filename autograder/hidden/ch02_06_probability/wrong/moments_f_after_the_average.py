"""Applies f to the mean."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    mean = (p * x).sum()
    variance = (p * (x - mean) ** 2).sum()
    return (mean.item(), variance.item()) if f is None else (float(f(mean)), float(f(variance)))
