"""Writes through a flat copy where Z is not in one piece."""
# loses: add_into


def add_into(Z, X, Y):
    Z.reshape(-1)[:] = (X + Y).reshape(-1)
