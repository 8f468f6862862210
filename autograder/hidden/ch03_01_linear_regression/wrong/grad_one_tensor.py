"""Returns one tensor of all gradients."""
# loses: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return torch.cat([X.t() @ error / len(X), error.mean().reshape(1)])
