"""Subtracts the bias."""
# loses: linreg


def linreg(X, w, b):
    return torch.matmul(X, w) - b
