"""The vector-Jacobian product of torch.autograd.functional."""
# covers: grad_of


def grad_of(f, x):
    return torch.autograd.functional.vjp(f, x)[1]
