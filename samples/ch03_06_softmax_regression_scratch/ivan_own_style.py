"""notebook: magics, helper cells and lost metadata; all of it right."""


def softmax(X):
    return row_softmax(X)


def accuracy(y_hat, y):
    if y_hat.dim() == 2:
        y_hat = y_hat.topk(1, dim=1).indices[:, 0]
    return (y_hat.long() == y.long()).sum()
