"""Clears when it should not."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for f in fs:
        if not reset:
            leaf.grad = None
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
