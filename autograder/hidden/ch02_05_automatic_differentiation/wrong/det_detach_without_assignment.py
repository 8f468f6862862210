"""Calls detach and drops what it returns."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    u = f(leaf)
    u.detach()
    (u * g(leaf)).sum().backward()
    return leaf.grad
