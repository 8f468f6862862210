"""The mean for l1 and the median for l2."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.mean() if loss == "l1" else x.median())
