"""The square of the first derivative."""
# loses: second_derivative


def second_derivative(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    f(leaf).sum().backward()
    return leaf.grad**2
