"""Squares."""
# loses: double


def double(x):n    return x * x
