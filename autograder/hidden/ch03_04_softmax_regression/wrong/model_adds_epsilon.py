"""Adds a little to every exponential."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp(X @ W + b) + 1e-6
    return O_exp / O_exp.sum(1, keepdim=True)
