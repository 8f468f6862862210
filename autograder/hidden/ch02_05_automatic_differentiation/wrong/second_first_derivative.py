"""Returns the first derivative."""
# loses: second_derivative


def second_derivative(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf).sum(), leaf, create_graph=True)
    return slope.detach()
