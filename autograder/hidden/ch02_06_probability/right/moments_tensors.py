"""Returns 0-d tensors."""
# covers: expectation_variance


def expectation_variance(x, p, f=None):
    if f is not None:
        x = f(x)
    mean = torch.sum(x * p)
    return mean, torch.sum(torch.square(x - mean) * p)
