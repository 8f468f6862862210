"""Element by element."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    for i in range(*rows.indices(X.shape[0])):
        for j in range(*cols.indices(X.shape[1])):
            X[i, j] = value
    return X
