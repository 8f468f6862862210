"""Takes over what is in x.grad already."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    if x.is_leaf and x.grad is not None:
        leaf.grad = x.grad.clone()
    grads = []
    for f in fs:
        if reset:
            leaf.grad = None
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
