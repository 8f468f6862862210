"""Computes the loss and forgets to return it."""
# loses: half_mse


def half_mse(X, y, w, b):
    ((X @ w + b - y.reshape(-1)) ** 2).mean() / 2
