"""2 pi stands outside the root."""
# loses: normal


def normal(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (2 * math.pi * math.sqrt(sigma**2))
