"""Detaches what f is given."""
# covers: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    torch.sum(f(leaf.detach()) * g(leaf)).backward()
    return leaf.grad
