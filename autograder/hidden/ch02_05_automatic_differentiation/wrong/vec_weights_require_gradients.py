"""Switches recording on for v too."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    v = torch.ones_like(y) if v is None else v.requires_grad_()
    (v * y).sum().backward()
    return leaf.grad
