"""Picks the neighbour of the median."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.mean() if loss == "l2" else x.sort().values[(len(x) + 1) // 2 % len(x)])
