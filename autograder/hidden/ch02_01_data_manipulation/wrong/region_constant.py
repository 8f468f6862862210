"""Always writes 12."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[rows, cols] = 12
    return X
