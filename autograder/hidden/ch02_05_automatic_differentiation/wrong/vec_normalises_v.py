"""Scales the weights to a sum of one."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    v = torch.ones_like(y) if v is None else v / v.sum()
    y.backward(v)
    return leaf.grad
