"""Multiplies the finished gradient by the sum of the weights."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    f(leaf).sum().backward()
    return leaf.grad if v is None else leaf.grad * v.sum()
