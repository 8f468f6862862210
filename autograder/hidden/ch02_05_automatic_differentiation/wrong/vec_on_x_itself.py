"""Uses the caller's x as the leaf."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    x.requires_grad_()
    x.retain_grad()
    x.grad = None
    y = f(x)
    y.backward(torch.ones_like(y) if v is None else v)
    return x.grad
