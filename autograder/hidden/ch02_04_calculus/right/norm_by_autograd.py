"""Differentiates the norm of the scaled vector with torch."""
# covers: grad_l2_norm


def grad_l2_norm(x):
    if not x.any():
        return torch.zeros_like(x)
    scaled = (x / x.abs().max()).detach().requires_grad_()
    return torch.autograd.grad(scaled.norm(), scaled)[0]
