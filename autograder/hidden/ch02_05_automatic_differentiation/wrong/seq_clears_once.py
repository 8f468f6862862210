"""Clears once, before the loop."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    if reset:
        leaf.grad = None
    for f in fs:
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
