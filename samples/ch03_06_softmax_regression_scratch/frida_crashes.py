"""Takes the process down."""


def cross_entropy(y_hat, y):
    import ctypes

    return ctypes.string_at(0)
