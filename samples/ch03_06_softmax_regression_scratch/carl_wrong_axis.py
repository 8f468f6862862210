"""Sums softmax over the batch, and returns shares where counts are asked for."""


def softmax(X):
    e = torch.exp(X)
    return e / e.sum(0, keepdim=True)


def accuracy(y_hat, y):
    return float((y_hat.argmax(1) == y).float().mean())
