"""The product of the error with itself."""
# covers: half_mse


def half_mse(X, y, w, b):
    error = y.reshape(-1) - (X * w).sum(dim=1) - b
    return error @ error / (2 * X.shape[0])
