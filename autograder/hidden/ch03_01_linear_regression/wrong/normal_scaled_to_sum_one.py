"""Divides by the sum over the elements of x, so it depends on the grid."""
# loses: normal


def normal(x, mu, sigma):
    p = np.exp(-((x - mu) ** 2) / (2 * sigma**2))
    return p / p.sum()
