"""Halfway between smallest and largest for l1."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.mean() if loss == "l2" else (x.min() + x.max()) / 2)
