"""The product rule for both factors."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    (f(leaf) * g(leaf)).sum().backward()
    return leaf.grad
