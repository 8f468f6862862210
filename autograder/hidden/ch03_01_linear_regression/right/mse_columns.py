"""Everything as a column."""
# covers: half_mse


def half_mse(X, y, w, b):
    y_hat = X @ w.reshape(-1, 1) + b
    return ((y_hat - y.reshape(-1, 1)) ** 2 / 2).mean()
