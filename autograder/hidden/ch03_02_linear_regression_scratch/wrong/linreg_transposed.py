"""Multiplies the transpose of X."""
# loses: linreg


def linreg(X, w, b):
    return torch.matmul(X.T, w) + b
