"""backward() without weights."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    if v is None:
        y.backward()
    else:
        y.backward(v)
    return leaf.grad
