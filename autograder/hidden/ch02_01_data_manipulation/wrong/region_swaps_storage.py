"""Gives X other memory."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    Y = X.clone()
    Y[rows, cols] = value
    X.data = Y
    return X
