"""Takes the symmetric difference."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)
