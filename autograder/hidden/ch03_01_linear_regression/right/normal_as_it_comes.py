"""A power of e, which takes arrays and tensors as they come."""
# covers: normal


def normal(x, mu, sigma):
    z = (x - mu) / sigma
    return math.e ** (-(z**2) / 2) / (sigma * math.sqrt(2 * math.pi))
