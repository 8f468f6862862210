"""Takes argmax of class ids too."""
# loses: accuracy


def accuracy(y_hat, y):
    return float((y_hat.argmax(-1).type(y.dtype) == y).sum())
