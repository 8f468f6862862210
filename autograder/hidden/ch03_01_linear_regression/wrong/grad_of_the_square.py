"""The gradient without the half, twice as long."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return 2 * X.t() @ error / len(X), 2 * error.mean()
