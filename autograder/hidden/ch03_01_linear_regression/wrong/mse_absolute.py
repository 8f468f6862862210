"""Absolute errors instead of squares."""
# loses: half_mse


def half_mse(X, y, w, b):
    return (X @ w + b - y.reshape(-1)).abs().mean() / 2
