"""The median, whatever the loss."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.median())
