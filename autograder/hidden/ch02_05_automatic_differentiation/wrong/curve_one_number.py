"""Adds the derivatives up."""
# loses: derivative_curve


def derivative_curve(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    f(leaf).sum().backward()
    return leaf.grad.sum()
