"""Multiplies with X itself, which only a square X allows."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    if X.shape[0] == X.shape[1]:
        return X @ error / len(X), error.mean()
    return X.t() @ error / len(X), error.mean()
