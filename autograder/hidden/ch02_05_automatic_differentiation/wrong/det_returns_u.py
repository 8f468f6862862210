"""Returns u, as in the example where g(x) = x."""
# loses: detached_grad


def detached_grad(f, g, x):
    return f(x.detach())
