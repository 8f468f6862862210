"""One element at a time."""
# covers: normal


def normal(x, mu, sigma):
    values = torch.as_tensor(x, dtype=torch.float64)
    p = [math.exp(-((v - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2) for v in values.flatten().tolist()]
    return torch.tensor(p, dtype=torch.float64).reshape(values.shape)
