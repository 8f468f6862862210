"""One backward pass for each result."""
# covers: vector_backward


def vector_backward(f, x, v=None):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    total = torch.zeros_like(leaf).detach()
    for i in range(len(y)):
        (row,) = torch.autograd.grad(y[i], leaf, retain_graph=True)
        total = total + row * (1 if v is None else v[i])
    return total
