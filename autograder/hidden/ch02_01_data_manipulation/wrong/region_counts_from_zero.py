"""Loops from start to stop, without negative numbers or open ends."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    for i in range(rows.start or 0, X.shape[0] if rows.stop is None else min(rows.stop, X.shape[0]), rows.step or 1):
        for j in range(cols.start or 0, X.shape[1] if cols.stop is None else min(cols.stop, X.shape[1]), cols.step or 1):
            X[i, j] = value
    return X
