"""Takes powers of 2."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    powers = 2 ** (X @ W + b)
    return powers / powers.sum(1, keepdim=True)
