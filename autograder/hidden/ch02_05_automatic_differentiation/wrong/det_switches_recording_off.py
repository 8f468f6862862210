"""Switches recording off for f, and on again only for g."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    torch.set_grad_enabled(False)
    u = f(leaf)
    with torch.enable_grad():
        (u * g(leaf)).sum().backward()
    return leaf.grad
