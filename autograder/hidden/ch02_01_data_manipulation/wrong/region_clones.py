"""Changes a copy."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    X = X.clone()
    X[rows, cols] = value
    return X
