"""Uses the caller's points as the leaf."""
# loses: second_derivative


def second_derivative(f, xs):
    xs.requires_grad_()
    xs.retain_grad()
    (slope,) = torch.autograd.grad(f(xs).sum(), xs, create_graph=True)
    if not slope.requires_grad:
        return torch.zeros_like(xs)
    xs.grad = None
    slope.sum().backward()
    return xs.grad
