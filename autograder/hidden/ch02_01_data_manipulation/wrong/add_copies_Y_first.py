"""Writes Y into Z and adds X, which may be Z."""
# loses: add_into


def add_into(Z, X, Y):
    Z[:] = Y
    Z += X
