"""Takes the smallest score for the prediction."""
# loses: accuracy


def accuracy(y_hat, y):
    if y_hat.dim() > 1 and y_hat.shape[1] > 1:
        y_hat = y_hat.argmin(axis=1)
    return float((y_hat.type(y.dtype) == y).sum())
