"""Drops the constant part."""
# loses: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    error = y.reshape(-1) - X @ w - b
    return (error**2).sum() / (2 * sigma**2)
