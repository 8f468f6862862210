"""Forgets the return."""
# loses: linreg


def linreg(X, w, b):
    y_hat = torch.matmul(X, w) + b
