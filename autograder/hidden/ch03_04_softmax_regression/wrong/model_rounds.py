"""Rounds the probabilities, which also stops the gradient."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp(X @ W + b)
    return (O_exp / O_exp.sum(1, keepdim=True)).round(decimals=4)
