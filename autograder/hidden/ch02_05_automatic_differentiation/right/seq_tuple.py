"""Returns a tuple; clears with zero_ after reading."""
# covers: sequential_grads


def sequential_grads(fs, x, reset):
    x = x.clone().detach().requires_grad_()
    out = ()
    for f in fs:
        f(x).backward()
        out += (x.grad.clone(),)
        if reset:
            x.grad.zero_()
    return out
