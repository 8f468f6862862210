"""Computes everything in float32."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    X, y, w, b = X.float(), y.float(), w.float(), b.float()
    error = X @ w + b - y.reshape(-1)
    return X.t() @ error / len(X), error.mean()
