"""fill_ on the view."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    X[rows, cols].fill_(value)
    return X
