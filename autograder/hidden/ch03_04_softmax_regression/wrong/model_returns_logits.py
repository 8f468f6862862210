"""Stops before softmax."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    return X @ W + b
