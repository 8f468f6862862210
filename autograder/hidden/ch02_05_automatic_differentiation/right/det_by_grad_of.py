"""grad_of with a constant from outside."""
# covers: detached_grad


def detached_grad(f, g, x):
    u = f(x).clone().detach()
    return grad_of(lambda x: torch.dot(u, g(x)), x)
