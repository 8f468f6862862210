"""Lets forward-mode autograd do it."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    return torch.func.jacfwd(lambda w, b: ((X @ w + b - y.reshape(-1)) ** 2).mean() / 2, argnums=(0, 1))(w, b)
