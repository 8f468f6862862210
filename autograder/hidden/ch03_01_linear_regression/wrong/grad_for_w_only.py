"""Forgets that the bias has a gradient."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return X.t() @ error / len(X)
