"""The diagonal of the Hessian."""
# covers: second_derivative


def second_derivative(f, xs):
    return torch.autograd.functional.hessian(lambda x: f(x).sum(), xs.detach()).diagonal()
