"""Goes back from the first result."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    (y[0] if v is None else y[0] * v[0]).backward()
    return leaf.grad
