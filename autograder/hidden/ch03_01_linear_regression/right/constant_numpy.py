"""NumPy's mean and median, which is halfway for an even number."""
# covers: best_constant


def best_constant(x, loss):
    if loss == "l1":
        return float(np.median(x.numpy()))
    return float(np.mean(x.numpy()))
