"""Detaches both factors."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    z = f(leaf).detach() * g(leaf).detach()
    z.sum().backward()
    return leaf.grad
