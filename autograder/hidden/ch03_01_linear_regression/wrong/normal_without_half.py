"""The exponent lacks the half."""
# loses: normal


def normal(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / sigma**2) / math.sqrt(2 * math.pi * sigma**2)
