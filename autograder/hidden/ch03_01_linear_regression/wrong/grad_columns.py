"""Returns the gradient for w as a column."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return (X.t() @ error / len(X)).reshape(-1, 1), error.mean()
