"""Counts on X lying in one piece of memory."""
# loses: linreg


def linreg(X, w, b):
    return torch.matmul(X.view(-1).view(X.shape), w) + b
