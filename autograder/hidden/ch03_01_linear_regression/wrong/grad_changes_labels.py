"""Subtracts in the caller's labels."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = y.reshape(-1)
    error -= X @ w + b
    return -(X.t() @ error) / len(X), -error.mean()
