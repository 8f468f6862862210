"""Gives wrong values of every kind, so that a message might show the right one."""
# ends: failed in double, softmax, mean_of


def double(x):
    return float("nan")


def softmax(X):
    return torch.full_like(X, 7.0)


def mean_of(values):
    return 1e300
