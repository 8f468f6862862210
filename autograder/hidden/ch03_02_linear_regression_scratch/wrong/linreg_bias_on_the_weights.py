"""Adds the bias to the weights before the product."""
# loses: linreg


def linreg(X, w, b):
    return torch.matmul(X, w + b)
