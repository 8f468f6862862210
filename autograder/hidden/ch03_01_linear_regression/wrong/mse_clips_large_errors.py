"""Clips the errors, to be robust against outliers."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((X @ w + b - y.reshape(-1)).clamp(-100, 100) ** 2).mean() / 2
