"""torch's own distribution."""
# covers: normal


def normal(x, mu, sigma):
    x = torch.as_tensor(x)
    x = x if x.is_floating_point() else x.float()
    bell = torch.distributions.Normal(torch.tensor(mu, dtype=x.dtype), torch.tensor(sigma, dtype=x.dtype))
    return bell.log_prob(x).exp()
