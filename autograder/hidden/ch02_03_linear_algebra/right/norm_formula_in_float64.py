"""The formula as it stands, in float64, with the maximum apart."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    size = torch.abs(x.to(torch.float64))
    if p == torch.inf:
        return size.max()
    return (size**p).sum().pow(1 / p)
