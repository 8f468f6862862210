"""Fails where the caller has switched recording off."""
# loses: grad_of


def grad_of(f, x):
    leaf = x.detach().clone().requires_grad_()
    f(leaf).backward()
    return leaf.grad
