"""Leaves the bias out."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((X @ w - y.reshape(-1)) ** 2).mean() / 2
