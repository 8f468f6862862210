"""Takes rows for columns."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[cols, rows] = value
    return X
