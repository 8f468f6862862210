"""Returns NaN and infinities, which compare with nothing or absorb every difference."""
# ends: failed in double, softmax, mean_of


def double(x):
    return float("inf")


def softmax(X):
    return torch.full_like(X, float("nan"))


def mean_of(values):
    return float("nan")
