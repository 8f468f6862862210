"""The mean of the results instead of their sum."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    (y.mean() if v is None else (v * y).mean()).backward()
    return leaf.grad
