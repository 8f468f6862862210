"""Subtracts the predictions from the caller's labels."""
# loses: half_mse


def half_mse(X, y, w, b):
    y = y.reshape(-1)
    y -= X @ w + b
    return (y**2).mean() / 2
