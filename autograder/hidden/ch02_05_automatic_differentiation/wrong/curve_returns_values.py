"""Returns f(x)."""
# loses: derivative_curve


def derivative_curve(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    y = f(leaf)
    y.sum().backward()
    return y.detach()
