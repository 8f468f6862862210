"""Clears Z by a product with 0, which nan survives."""
# loses: add_into


def add_into(Z, X, Y):
    total = X + Y
    Z.mul_(0).add_(total)
