"""Takes a clone for a constant."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    u = f(leaf).clone()
    (u * g(leaf)).sum().backward()
    return leaf.grad
