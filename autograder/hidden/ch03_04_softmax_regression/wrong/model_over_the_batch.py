"""Sums over the examples."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp(X @ W + b)
    return O_exp / O_exp.sum(0, keepdim=True)
