"""Flattens x."""
# loses: normal


def normal(x, mu, sigma):
    z = torch.as_tensor(x).flatten()
    return torch.exp(-((z - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
