"""Squares."""
# loses: double


def double(x):
    return x * x
