"""The backward pass of g, with f(x) as the weights."""
# covers: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    g(leaf).backward(f(x.detach()))
    return leaf.grad
