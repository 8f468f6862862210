"""Row sums without their axis, wrong and silent for square matrices."""
# loses: softmax_regression


def softmax_regression(X, W, b):
    O_exp = torch.exp(X @ W + b)
    return O_exp / O_exp.sum(1)
