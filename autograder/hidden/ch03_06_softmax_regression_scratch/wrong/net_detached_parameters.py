"""Detaches the weights, so they cannot be trained."""
# loses: net


def net(X):
    return softmax(X.reshape((-1, W.shape[0])) @ W.detach() + b)
