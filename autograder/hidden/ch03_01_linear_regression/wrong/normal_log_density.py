"""The logarithm of the density."""
# loses: normal


def normal(x, mu, sigma):
    return -((x - mu) ** 2) / (2 * sigma**2) - math.log(sigma * math.sqrt(2 * math.pi))
