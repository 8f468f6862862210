"""Reads the values through .data."""
# covers: detached_grad


def detached_grad(f, g, x):
    leaf = x.data.clone().requires_grad_()
    u = f(leaf).data
    return torch.autograd.grad((u * g(leaf)).sum(), leaf)[0]
