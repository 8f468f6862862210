"""Looks at grad_fn to see a constant slope; backward for the second time."""
# covers: second_derivative


def second_derivative(f, xs):
    x = xs.detach().clone().requires_grad_()
    d1 = torch.autograd.grad(f(x), x, torch.ones_like(x), create_graph=True)[0]
    if d1.grad_fn is None:
        return torch.zeros(len(xs), dtype=xs.dtype)
    d1.sum().backward()
    return x.grad
