"""The mean of the products."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    (f(leaf).detach() * g(leaf)).mean().backward()
    return leaf.grad
