"""Averages for the weights, but sums for the bias."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return X.t() @ error / len(X), error.sum()
