"""Writes and returns nothing."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[rows, cols] = value
