"""no_grad around f alone."""
# covers: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    with torch.no_grad():
        u = f(leaf)
    z = u * g(leaf)
    z.sum().backward()
    return leaf.grad
