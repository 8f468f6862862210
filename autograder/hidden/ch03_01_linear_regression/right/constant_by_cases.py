"""One case for each loss; 0-d tensors."""
# covers: best_constant


def best_constant(x, loss):
    if loss == "l2":
        return x.mean()
    else:
        return x.median()
