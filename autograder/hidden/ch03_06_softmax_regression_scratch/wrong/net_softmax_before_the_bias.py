"""Adds the bias to the probabilities."""
# loses: net


def net(X):
    return softmax(X.reshape((-1, W.shape[0])) @ W) + b
