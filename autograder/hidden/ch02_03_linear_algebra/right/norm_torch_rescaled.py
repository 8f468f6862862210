"""Lets torch take the norm of the rescaled tensor."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    m = x.abs().max()
    if m == 0:
        return m
    return m * torch.linalg.vector_norm(x / m, p)
