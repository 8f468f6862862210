"""Computes in float64 and casts back."""
# covers: grad_l2_norm


def grad_l2_norm(x):
    wide = x.double()
    norm = wide.norm()
    if norm == 0:
        return torch.zeros_like(x)
    return (wide / norm).to(x.dtype)
