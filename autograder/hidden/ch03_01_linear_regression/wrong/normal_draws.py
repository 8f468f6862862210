"""Draws from the distribution."""
# loses: normal


def normal(x, mu, sigma):
    return torch.normal(float(mu), float(sigma), tuple(x.shape))
