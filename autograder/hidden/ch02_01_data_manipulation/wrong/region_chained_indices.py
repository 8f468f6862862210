"""Applies both slices to the rows."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[rows][cols] = value
    return X
