"""Clears with zero_ before there is a gradient."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for f in fs:
        if reset:
            leaf.grad.zero_()
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
