"""Binds a name instead of writing."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    block = X[rows, cols]
    block = value
    return X
