"""Does not record the first backward pass, and takes every slope for a constant."""
# loses: second_derivative


def second_derivative(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf).sum(), leaf)
    if not slope.requires_grad:
        return torch.zeros_like(xs)
    return torch.autograd.grad(slope.sum(), leaf)[0]
