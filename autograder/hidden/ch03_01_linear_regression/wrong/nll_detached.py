"""Returns a number, cut off from the graph."""
# loses: gaussian_nll


def gaussian_nll(X, y, w, b, sigma):
    error = y.reshape(-1) - X @ w - b
    return float((0.5 * math.log(2 * math.pi * sigma**2) + error**2 / (2 * sigma**2)).sum())
