"""The bell always stands at zero."""
# loses: normal


def normal(x, mu, sigma):
    return np.exp(-(x**2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)
