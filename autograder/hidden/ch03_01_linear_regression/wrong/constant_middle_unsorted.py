"""Takes the middle element without sorting."""
# loses: best_constant


def best_constant(x, loss):
    return float(x.mean() if loss == "l2" else x[len(x) // 2])
