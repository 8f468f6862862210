"""Leaves the bias out of the error."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w - y.reshape(-1)
    return X.t() @ error / len(X), error.mean()
