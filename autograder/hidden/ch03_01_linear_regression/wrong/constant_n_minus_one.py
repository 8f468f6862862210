"""Divides by n - 1."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.sum() / max(len(x) - 1, 1) if loss == "l2" else x.median())
