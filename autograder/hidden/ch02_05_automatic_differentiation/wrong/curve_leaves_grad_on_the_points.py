"""Uses the caller's points as the leaf."""
# loses: derivative_curve


def derivative_curve(f, xs):
    xs.requires_grad_()
    xs.retain_grad()
    xs.grad = None
    f(xs).sum().backward()
    return xs.grad
