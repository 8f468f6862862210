"""Cuts fractions."""
# loses: double


def double(x):n    return 2 * int(x)
