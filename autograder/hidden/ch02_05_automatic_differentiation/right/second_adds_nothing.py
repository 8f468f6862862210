"""Adds zero times x^2, so that there is always a graph."""
# covers: second_derivative


def second_derivative(f, xs):
    x = xs.detach().clone().requires_grad_()
    y = f(x).sum() + 0 * (x**2).sum()
    (d,) = torch.autograd.grad(y, x, create_graph=True)
    return torch.autograd.grad(d.sum(), x)[0]
