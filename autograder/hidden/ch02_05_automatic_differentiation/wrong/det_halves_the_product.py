"""Takes half of the product rule, as if both factors contributed the same."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    (f(leaf) * g(leaf)).sum().backward()
    return leaf.grad / 2
