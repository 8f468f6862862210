"""The gradient of the weighted sum."""
# covers: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    total = y.sum() if v is None else (y * v).sum()
    total.backward()
    return leaf.grad
