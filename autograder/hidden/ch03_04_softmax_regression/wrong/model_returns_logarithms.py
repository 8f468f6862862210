"""Returns log-probabilities."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O = X @ W + b
    return O - O.exp().sum(1, keepdim=True).log()
