"""Goes back from the last point."""
# loses: derivative_curve


def derivative_curve(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    f(leaf)[-1].backward()
    return leaf.grad
