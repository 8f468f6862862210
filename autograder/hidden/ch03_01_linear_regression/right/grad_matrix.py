"""The product from the left."""
# covers: half_mse_grad


def half_mse_grad(X, y, w, b):
    error = X @ w + b - y.reshape(-1)
    return torch.matmul(error, X) / len(error), error.sum() / len(error)
