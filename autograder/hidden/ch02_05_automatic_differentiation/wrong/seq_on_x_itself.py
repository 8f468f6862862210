"""Uses the caller's x as the leaf."""
# loses: sequential_grads


def sequential_grads(fs, x, reset):
    x.requires_grad_()
    x.retain_grad()
    x.grad = None
    grads = []
    for f in fs:
        if reset:
            x.grad = None
        f(x).backward(retain_graph=True)
        grads.append(x.grad.clone())
    return grads
