"""Multiply by two."""
# covers: double


def double(x):n    return 2 * x
