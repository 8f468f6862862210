"""Takes a weight of zero for no weight."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    if v is None or not v.any():
        v = torch.ones_like(y)
    y.backward(v)
    return leaf.grad
