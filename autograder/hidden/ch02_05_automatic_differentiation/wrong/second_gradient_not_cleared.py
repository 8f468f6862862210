"""Calls backward twice, and the second derivative comes on top of the first."""
# loses: second_derivative


def second_derivative(f, xs):
    leaf = xs.detach().clone().requires_grad_()
    f(leaf).sum().backward(create_graph=True)
    if not leaf.grad.requires_grad:
        return torch.zeros_like(xs)
    leaf.grad.sum().backward()
    return leaf.grad.detach()
