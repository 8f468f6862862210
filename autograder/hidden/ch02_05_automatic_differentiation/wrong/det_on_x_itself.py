"""Uses the caller's x as the leaf."""
# loses: detached_grad


def detached_grad(f, g, x):
    x.requires_grad_()
    x.retain_grad()
    x.grad = None
    (f(x).detach() * g(x)).sum().backward()
    return x.grad
