"""Adds to Y and copies that."""
# loses: add_into


def add_into(Z, X, Y):
    Z.copy_(Y.add_(X))
