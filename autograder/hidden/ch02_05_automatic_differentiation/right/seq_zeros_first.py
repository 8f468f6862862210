"""Starts from a gradient of zeros, so that zero_ always works."""
# covers: sequential_grads


def sequential_grads(fs, x, reset):
    leaf = x.detach().clone().requires_grad_()
    leaf.grad = torch.zeros_like(leaf)
    grads = []
    for f in fs:
        if reset:
            leaf.grad.zero_()
        f(leaf).backward()
        grads.append(1 * leaf.grad)
    return grads
