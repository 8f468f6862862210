"""Keeps an axis of one."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((X @ w + b - y.reshape(-1)) ** 2).mean(dim=0, keepdim=True) / 2
