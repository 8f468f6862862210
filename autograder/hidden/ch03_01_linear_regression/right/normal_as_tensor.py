"""Turns everything into a tensor."""
# covers: normal


def normal(x, mu, sigma):
    x = torch.as_tensor(x)
    return torch.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (math.sqrt(2 * math.pi) * sigma)
