"""Takes the logarithm of what normal gives."""
# loses: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    return -normal(y.reshape(-1) - X @ w - b, 0, sigma).log().sum()
