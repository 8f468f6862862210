"""Returns the gradient for b first."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return error.mean(), X.t() @ error / len(X)
