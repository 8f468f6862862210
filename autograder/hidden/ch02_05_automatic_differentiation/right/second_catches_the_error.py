"""Catches the error for a constant slope."""
# covers: second_derivative


def second_derivative(f, xs):
    x = xs.detach().clone().requires_grad_()
    slope = torch.autograd.grad(f(x).sum(), x, create_graph=True)[0]
    try:
        return torch.autograd.grad(slope.sum(), x)[0]
    except RuntimeError:
        return torch.zeros_like(xs)
