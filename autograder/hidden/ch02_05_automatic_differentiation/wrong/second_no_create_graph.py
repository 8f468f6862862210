"""Does not record the first backward pass."""
# loses: second_derivative


def second_derivative(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf).sum(), leaf)
    (curvature,) = torch.autograd.grad(slope.sum(), leaf)
    return curvature
