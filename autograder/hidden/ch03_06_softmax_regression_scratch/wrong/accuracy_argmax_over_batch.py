"""Looks for the largest score along the batch."""
# loses: accuracy


def accuracy(y_hat, y):
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(axis=0)
    n = min(len(y_hat), len(y))
    return float((y_hat[:n].type(y.dtype) == y[:n]).sum())
