"""Writes into the first row."""
# loses: add_into


def add_into(Z, X, Y):
    Z[0] = X[0] + Y[0]
