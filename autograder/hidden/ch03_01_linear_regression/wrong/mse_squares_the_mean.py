"""Squares the mean error, in which errors of both signs cancel."""
# loses: half_mse


def half_mse(X, y, w, b):
    return (X @ w + b - y.reshape(-1)).mean() ** 2 / 2
