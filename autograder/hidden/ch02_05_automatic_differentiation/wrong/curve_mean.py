"""Differentiates the mean."""
# loses: derivative_curve


def derivative_curve(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    f(leaf).mean().backward()
    return leaf.grad
