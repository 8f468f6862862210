"""Does not look at f."""
# loses: expectation_variance


def expectation_variance(x, p, f=None):
    mean = (p * x).sum()
    return mean.item(), (p * (x - mean) ** 2).sum().item()
