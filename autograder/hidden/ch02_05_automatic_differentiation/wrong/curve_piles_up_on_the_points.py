"""Adds to the gradient that is in xs.grad."""
# loses: derivative_curve


def derivative_curve(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    if xs.is_leaf and xs.grad is not None:
        leaf.grad = xs.grad.clone()
    f(leaf).sum().backward()
    return leaf.grad
