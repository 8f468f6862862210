"""Adds two."""
# loses: double


def double(x):
    return x + 2
