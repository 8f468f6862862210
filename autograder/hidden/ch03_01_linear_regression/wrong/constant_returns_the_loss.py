"""Returns the smallest sum instead of where it is."""
# loses: best_constant


def best_constant(x, loss):
    if loss == "l2":
        return float(((x - x.mean()) ** 2).sum())
    return float((x - x.median()).abs().sum())
