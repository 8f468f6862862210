"""Sorts a copy and takes the upper one of the middle."""
# covers: best_constant


def best_constant(x, loss):
    if loss == "l2":
        return x.sum() / len(x)
    return x.sort().values[len(x) // 2]
