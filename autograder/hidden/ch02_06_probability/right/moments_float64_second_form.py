"""E[X^2] - E[X]^2, in float64."""
# covers: expectation_variance


def expectation_variance(x, p, f=None):
    x, p = x.double(), p.double()
    y = x if f is None else f(x)
    mean = torch.dot(p, y)
    return float(mean), float(torch.dot(p, y**2) - mean**2)
