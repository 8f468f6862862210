"""Multiplies by the weights as a row, and sums over the features."""
# covers: linreg


def linreg(X, w, b):
    return (X * w.T).sum(dim=1, keepdim=True) + b
