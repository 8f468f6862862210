"""Adds two."""
# loses: double


def double(x):n    return x + 2
