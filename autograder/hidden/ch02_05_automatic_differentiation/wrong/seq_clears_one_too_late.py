"""Clears from the third function on only."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for i, f in enumerate(fs):
        if reset and i > 1:
            leaf.grad.zero_()
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
