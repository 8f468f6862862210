"""Appends .grad itself, which goes on changing."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for f in fs:
        if reset and leaf.grad is not None:
            leaf.grad.zero_()
        f(leaf).backward()
        grads.append(leaf.grad)
    return grads
