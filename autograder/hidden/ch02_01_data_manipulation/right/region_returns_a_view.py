"""Returns a view of all of X."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[rows, cols] = value
    return X[:]
