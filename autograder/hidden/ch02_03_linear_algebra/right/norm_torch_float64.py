"""Lets torch take the norm in float64, and casts back."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    return torch.linalg.vector_norm(x.double(), ord=p).to(x.dtype)
