"""Adds to X and copies that."""
# loses: add_into


def add_into(Z, X, Y):
    X += Y
    Z.copy_(X)
