"""Prints the quotient."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    print((f(x + h) - f(x)) / h)
