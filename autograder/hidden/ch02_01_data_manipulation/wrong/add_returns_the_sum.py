"""Returns a new tensor."""
# loses: add_into


def add_into(Z, X, Y):
    return X + Y
