"""Detaches the leaf before both functions."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    x = leaf.detach()
    (f(x) * g(x)).sum().backward()
    return leaf.grad
