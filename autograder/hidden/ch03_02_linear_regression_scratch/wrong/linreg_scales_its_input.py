"""Multiplies X in place."""
# loses: linreg


def linreg(X, w, b):
    return X.mul_(w.T).sum(dim=1, keepdim=True) + b
