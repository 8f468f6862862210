"""A loop over the examples, as the sum stands in the text."""
# covers: half_mse


def half_mse(X, y, w, b):
    n = len(X)
    y = y.reshape(-1)
    total = 0.0
    for i in range(n):
        total = total + 0.5 * (w @ X[i] + b - y[i]) ** 2
    return total / n
