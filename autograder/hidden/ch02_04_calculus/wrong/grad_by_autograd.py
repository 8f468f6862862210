"""Lets torch differentiate."""
# loses: numerical_grad


def numerical_grad(f, x, h=1e-5):
    point = x.detach().double().clone().requires_grad_()
    f(point).backward()
    return point.grad
