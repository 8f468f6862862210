"""Takes x to be one number."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    x = float(x)
    return (f(x + h) - f(x)) / h
