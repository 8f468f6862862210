"""The result has the type of x, so whole numbers give zeros."""
# loses: normal


def normal(x, mu, sigma):
    z = torch.as_tensor(x)
    p = torch.exp(-((z - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
    return p.to(z.dtype)
