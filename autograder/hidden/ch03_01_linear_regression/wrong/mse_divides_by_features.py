"""Averages over the number of features."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((X @ w + b - y.reshape(-1)) ** 2).sum() / (2 * X.shape[1])
