"""Takes absolute values first."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.abs().mean() if loss == "l2" else x.abs().median())
