"""Forgets to divide by h."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    return f(x + h) - f(x)
