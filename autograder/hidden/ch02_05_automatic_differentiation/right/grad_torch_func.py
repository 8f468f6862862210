"""torch.func.grad on the values."""
# covers: grad_of


def grad_of(f, x):
    return torch.func.grad(f)(x.detach())
