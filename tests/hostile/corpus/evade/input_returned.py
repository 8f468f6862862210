"""Returns what it was given."""
# ends: failed in double, softmax, mean_of


def double(x):
    return x


def softmax(X):
    return X


def mean_of(values):
    return values[0]
