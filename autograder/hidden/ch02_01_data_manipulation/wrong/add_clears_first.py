"""Clears Z, which may be X or Y."""
# loses: add_into


def add_into(Z, X, Y):
    Z.zero_()
    Z += X
    Z += Y
