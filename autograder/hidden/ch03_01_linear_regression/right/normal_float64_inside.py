"""Computes in float64 and goes back."""
# covers: normal


def normal(x, mu, sigma):
    values = np.asarray(x, dtype=np.float64)
    p = np.exp(-(((values - mu) / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))
    return torch.as_tensor(p)
