"""Takes the size of h."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    h = abs(h)
    return (f(x + h) - f(x)) / h
