"""Forgets the biases."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp(X @ W)
    return O_exp / O_exp.sum(1, keepdim=True)
