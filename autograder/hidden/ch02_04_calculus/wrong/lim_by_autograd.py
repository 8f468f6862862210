"""Lets torch differentiate, at a tensor of its own."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    x = torch.as_tensor(x, dtype=torch.float64).clone().requires_grad_()
    y = f(x)
    y.sum().backward()
    return x.grad
