"""torch.autograd.grad on a detached clone."""
# covers: grad_of


def grad_of(f, x):
    with torch.enable_grad():
        leaf = x.detach().clone().requires_grad_(True)
        (gradient,) = torch.autograd.grad(f(leaf), [leaf])
    return gradient
