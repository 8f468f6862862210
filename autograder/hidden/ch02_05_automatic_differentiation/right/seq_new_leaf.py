"""A new leaf for each function when it resets."""
# covers: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    grads = []
    for f in fs:
        if reset:
            leaf = x.detach().clone().requires_grad_()
        y = f(leaf)
        y.backward()
        grads.append(leaf.grad.detach().clone())
    return grads
