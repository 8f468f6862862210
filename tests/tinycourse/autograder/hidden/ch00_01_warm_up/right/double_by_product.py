"""Multiply by two."""
# covers: double


def double(x):
    return 2 * x
