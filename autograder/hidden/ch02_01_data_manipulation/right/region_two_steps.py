"""A view of the rows, and of it a view of the columns."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    block = X[rows][:, cols]
    block[:] = value
    return X
