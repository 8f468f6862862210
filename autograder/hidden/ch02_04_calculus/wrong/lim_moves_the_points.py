"""Moves x in place."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    start = f(x)
    x += h
    return (f(x) - start) / h
