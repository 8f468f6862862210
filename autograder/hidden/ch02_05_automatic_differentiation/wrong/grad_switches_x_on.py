"""Switches recording on for x itself."""
# loses: grad_of


def grad_of(f, x):
    x.requires_grad_(True)
    with torch.enable_grad():
        y = f(x)
    return torch.autograd.grad(y, x)[0]
