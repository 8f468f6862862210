"""The most frequent value for l1."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.mean() if loss == "l2" else x.mode().values)
