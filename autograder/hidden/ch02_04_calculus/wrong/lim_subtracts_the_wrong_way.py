"""Subtracts the second value from the first."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    return (f(x) - f(x + h)) / h
