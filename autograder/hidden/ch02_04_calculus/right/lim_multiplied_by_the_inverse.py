"""Multiplies by 1 / h."""
# covers: numerical_lim


def numerical_lim(f, x, h):
    return (f(x + h) - f(x)) * (1 / h)
