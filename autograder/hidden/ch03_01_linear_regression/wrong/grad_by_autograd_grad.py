"""Lets torch.autograd.grad do it."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    return torch.autograd.grad(((X @ w + b - y.reshape(-1)) ** 2).mean() / 2, (w, b))
