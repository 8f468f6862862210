"""Divides by 2 and multiplies by the variance: brackets are missing."""
# loses: normal


def normal(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / 2 * sigma**2) / math.sqrt(2 * math.pi * sigma**2)
