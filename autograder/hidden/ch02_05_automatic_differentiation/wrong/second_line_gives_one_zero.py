"""A single zero for a straight line."""
# loses: second_derivative


def second_derivative(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf).sum(), leaf, create_graph=True)
    if not slope.requires_grad:
        return torch.tensor(0.0)
    return torch.autograd.grad(slope.sum(), leaf)[0]
