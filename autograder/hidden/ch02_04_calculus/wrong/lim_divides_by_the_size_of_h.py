"""Divides by |h|, so that a step to the left turns the sign."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    return (f(x + h) - f(x)) / abs(h)
