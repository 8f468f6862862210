"""Writes through numpy's view of the memory."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    X.numpy()[rows, cols] = value
    return X
