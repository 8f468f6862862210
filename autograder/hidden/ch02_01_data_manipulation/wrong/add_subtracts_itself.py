"""Clears Z by subtracting it, which nan survives."""
# loses: add_into


def add_into(Z, X, Y):
    total = X + Y
    Z -= Z.clone()
    Z += total
