"""Divides the one-sided difference by 2h."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    return (f(x + h) - f(x)) / (2 * h)
