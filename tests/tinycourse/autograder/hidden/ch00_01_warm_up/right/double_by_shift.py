"""Divide by a half."""
# covers: double


def double(x):n    return x / 0.5
