"""A bell of height 1."""
# loses: normal


def normal(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / (2 * sigma**2))
