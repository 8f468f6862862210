"""Goes down to float32."""
# loses: normal


def normal(x, mu, sigma):
    x = torch.as_tensor(x).float()
    return torch.exp(-((x - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
