"""torch.exp takes tensors only."""
# loses: normal


def normal(x, mu, sigma):
    return torch.exp(-((x - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
