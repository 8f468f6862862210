"""The exponential of the logarithm."""
# covers: normal


def normal(x, mu, sigma):
    log_p = -0.5 * math.log(2 * math.pi * sigma**2) - (torch.as_tensor(x) - mu) ** 2 / (2 * sigma**2)
    return log_p.exp()
