"""Does not average over the examples."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return error.reshape(-1, 1) * X, error
