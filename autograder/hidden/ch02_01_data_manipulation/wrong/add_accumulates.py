"""Adds to what Z holds already."""
# loses: add_into


def add_into(Z, X, Y):
    Z += X + Y
