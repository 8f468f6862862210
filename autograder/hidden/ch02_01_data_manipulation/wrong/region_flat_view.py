"""Writes through a flat view, which a transpose does not have."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    flat = X.view(-1)
    for i in range(X.shape[0])[rows]:
        for j in range(X.shape[1])[cols]:
            flat[i * X.shape[1] + j] = value
    return X
