"""Lets autograd do it."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    (((X @ w + b - y.reshape(-1)) ** 2).mean() / 2).backward()
    return w.grad, b.grad
