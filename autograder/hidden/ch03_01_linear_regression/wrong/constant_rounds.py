"""Returns a whole number."""
# loses: best_constant


def best_constant(x, loss):
    return int(x.mean()) if loss == "l2" else int(x.median())
