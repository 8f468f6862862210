"""Keeps the parameters of the moment it was defined."""
# loses: net


def net(X, W=W, b=b):
    return softmax(X.reshape((-1, W.shape[0])) @ W + b)
