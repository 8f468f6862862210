"""A vector minus a column is a matrix."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((X @ w + b - y) ** 2).mean() / 2
