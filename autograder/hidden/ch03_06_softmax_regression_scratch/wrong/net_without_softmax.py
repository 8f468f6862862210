"""Returns scores instead of probabilities."""
# loses: net


def net(X):
    return X.reshape((-1, W.shape[0])) @ W + b
