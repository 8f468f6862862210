"""Sorts the caller's values."""
# loses: best_constant


def best_constant(x, loss):
    if loss == "l2":
        return float(x.mean())
    x.copy_(x.sort().values)
    return float(x[len(x) // 2])
