"""Takes 784 inputs for granted."""
# loses: net


def net(X):
    return softmax(X.reshape((-1, 784)) @ W + b)
