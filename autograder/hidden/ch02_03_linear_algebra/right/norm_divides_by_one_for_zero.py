"""Divides by 1 if all elements are 0."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    size = x.abs().reshape(-1)
    m = torch.max(size)
    if p == float("inf"):
        return m
    scale = m if m > 0 else torch.ones_like(m)
    return scale * torch.sum((size / scale) ** p) ** (1.0 / p)
