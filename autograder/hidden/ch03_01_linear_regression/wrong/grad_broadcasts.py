"""A vector minus a column is a matrix."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y
    return X.t() @ error / len(X), error.mean()
