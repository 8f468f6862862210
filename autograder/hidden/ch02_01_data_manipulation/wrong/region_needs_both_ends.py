"""Slices with open ends break it."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    for i in range(rows.start, rows.stop, rows.step or 1):
        for j in range(cols.start, cols.stop, cols.step or 1):
            X[i, j] = value
    return X
