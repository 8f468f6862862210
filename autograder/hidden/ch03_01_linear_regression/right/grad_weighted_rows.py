"""Weights each row with its error and averages."""
# covers: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = (X @ w).reshape(-1, 1) + b - y.reshape(-1, 1)
    return [(error * X).mean(dim=0), error.mean()]
