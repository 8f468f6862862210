"""Steps to x - h."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    return (f(x) - f(x - h)) / h
