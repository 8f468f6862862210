"""Changes a copy and copies it back."""
# covers: overwrite_region


def overwrite_region(X, rows, cols, value):
    Y = X.clone()
    Y[rows, cols] = value
    X.copy_(Y)
    return X
