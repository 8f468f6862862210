"""Divides the logits by their sum."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O = X @ W + b
    return O / O.sum(1, keepdim=True)
