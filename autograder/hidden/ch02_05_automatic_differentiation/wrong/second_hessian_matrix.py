"""Returns the whole matrix."""
# loses: second_derivative


def second_derivative(f, xs):
    return torch.autograd.functional.hessian(lambda x: f(x).sum(), xs.detach())
