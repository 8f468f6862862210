"""torch.autograd.grad with grad_outputs."""
# covers: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    if v is None:
        v = torch.ones(y.shape, dtype=y.dtype)
    return torch.autograd.grad(y, leaf, grad_outputs=v)[0]
