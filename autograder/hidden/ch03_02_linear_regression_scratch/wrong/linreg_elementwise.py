"""Multiplies element by element."""
# loses: linreg


def linreg(X, w, b):
    return X * w.reshape(1, -1) + b
