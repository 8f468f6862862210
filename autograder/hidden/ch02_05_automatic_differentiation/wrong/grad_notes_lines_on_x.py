"""The lines of the notes on the caller's x, with the gradient piling up."""
# loses: grad_of


def grad_of(f, x):
    x.requires_grad_(True)
    y = f(x)
    y.backward()
    return x.grad
