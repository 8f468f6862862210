"""The old function of torch, in float64, on the flattened tensor."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    return torch.norm(x.double().flatten(), p=p)
