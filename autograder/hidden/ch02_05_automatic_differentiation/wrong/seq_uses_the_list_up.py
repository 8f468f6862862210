"""Pops the functions from the caller's list."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    while fs:
        if reset:
            leaf.grad = None
        fs.pop(0)(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
