"""Writes the exponential as a quotient of two, which overflow far from the mean."""
# loses: normal


def normal(x, mu, sigma):
    z = torch.as_tensor(x)
    top = torch.exp((z * mu - mu**2 / 2) / sigma**2)
    return top / torch.exp(z**2 / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
