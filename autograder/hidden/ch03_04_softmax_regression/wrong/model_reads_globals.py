"""Reads the notebook's own W."""
# loses: softmax_regression


def softmax_regression(X, weights, b):
    O_exp = torch.exp(X @ W + b)
    return O_exp / O_exp.sum(1, keepdim=True)
