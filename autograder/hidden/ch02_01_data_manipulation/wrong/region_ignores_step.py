"""Ignores the steps."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[rows.start : rows.stop, cols.start : cols.stop] = value
    return X
