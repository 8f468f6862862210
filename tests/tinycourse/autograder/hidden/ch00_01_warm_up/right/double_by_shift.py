"""Divide by a half."""
# covers: double


def double(x):
    return x / 0.5
