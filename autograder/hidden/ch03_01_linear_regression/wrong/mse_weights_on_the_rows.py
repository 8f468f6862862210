"""Multiplies from the left, along the examples."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((w @ X + b - y.reshape(-1)) ** 2).mean() / 2
