"""Works on x itself, if it does not require gradients yet, and puts the flag back."""
# covers: grad_of


def grad_of(f, x):
    if not x.requires_grad:
        x.requires_grad_(True)
        with torch.enable_grad():
            gradient = torch.autograd.grad(f(x), x)[0]
        x.requires_grad_(False)
        return gradient
    with torch.enable_grad():
        return torch.autograd.grad(f(x), x)[0]
