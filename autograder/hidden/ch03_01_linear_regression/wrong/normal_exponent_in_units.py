"""The exponent is divided by sigma once."""
# loses: normal


def normal(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / 2 / sigma) / math.sqrt(2 * math.pi * sigma**2)
