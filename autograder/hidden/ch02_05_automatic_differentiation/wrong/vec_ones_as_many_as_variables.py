"""As many ones as there are variables."""
# loses: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    y.backward(torch.ones(len(leaf), dtype=y.dtype) if v is None else v)
    return leaf.grad
