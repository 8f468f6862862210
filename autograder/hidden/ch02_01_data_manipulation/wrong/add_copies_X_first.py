"""Writes X into Z and adds Y, which may be Z."""
# loses: add_into


def add_into(Z, X, Y):
    Z.copy_(X)
    Z += Y
