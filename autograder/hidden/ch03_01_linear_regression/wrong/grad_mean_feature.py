"""Multiplies the mean error with the mean features."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return X.mean(0) * error.mean(), error.mean()
