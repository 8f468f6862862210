"""Keeps the half of the loss."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return X.t() @ error / (2 * len(X)), error.mean() / 2
