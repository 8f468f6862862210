"""Averages instead of summing."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for i, f in enumerate(fs):
        if reset:
            leaf.grad = None
        f(leaf).backward()
        grads.append(leaf.grad.clone() if reset else leaf.grad / (i + 1))
    return grads
