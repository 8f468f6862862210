"""Shifts the caller's x."""
# loses: normal


def normal(x, mu, sigma):
    z = torch.as_tensor(x)
    if z.is_floating_point():
        z -= mu
    else:
        z = z - mu
    return torch.exp(-(z**2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
