"""Returns a number, cut off from the graph."""
# loses: half_mse


def half_mse(X, y, w, b):
    return ((X @ w + b - y.reshape(-1)) ** 2).mean().item() / 2
