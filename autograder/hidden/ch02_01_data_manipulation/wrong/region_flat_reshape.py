"""Writes through reshape, which copies what is not in one piece."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    flat = X.reshape(-1)
    for i in range(X.shape[0])[rows]:
        for j in range(X.shape[1])[cols]:
            flat[i * X.shape[1] + j] = value
    return X
