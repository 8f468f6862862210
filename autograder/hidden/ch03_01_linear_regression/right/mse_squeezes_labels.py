"""Squeezes the last axis of a column."""
# covers: half_mse


def half_mse(X, y, w, b):
    if y.dim() == 2:
        y = y.squeeze(1)
    l = (X @ w + b - y) ** 2 / 2
    return l.sum() / len(l)
