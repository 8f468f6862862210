"""A list that lives on from call to call."""
# loses: sequential_grads


def sequential_grads(fs, x, reset, grads=[]):
    leaf = x.detach().clone().requires_grad_()
    for f in fs:
        if reset:
            leaf.grad = None
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
