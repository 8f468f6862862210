"""Leaves it to torch."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    return torch.softmax(X @ W + b, dim=1)
