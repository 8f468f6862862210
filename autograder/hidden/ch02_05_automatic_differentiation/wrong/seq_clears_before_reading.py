"""Clears between backward and the report."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for f in fs:
        f(leaf).backward()
        if reset:
            leaf.grad.zero_()
        grads.append(leaf.grad.clone())
    return grads
