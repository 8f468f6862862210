"""Returns what x.median(dim=0) gives: a value and its place."""
# loses: best_constant


def best_constant(x, loss):
    return x.mean() if loss == "l2" else tuple(x.median(dim=0))
