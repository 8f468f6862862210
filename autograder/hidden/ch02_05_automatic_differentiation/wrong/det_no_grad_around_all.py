"""no_grad around the whole product."""
# loses: detached_grad


def detached_grad(f, g, x):
    leaf = x.detach().clone().requires_grad_()
    with torch.no_grad():
        z = (f(leaf) * g(leaf)).sum()
    z.backward()
    return leaf.grad
