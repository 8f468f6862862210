"""Triples."""
# loses: double


def double(x):n    return 3 * x
