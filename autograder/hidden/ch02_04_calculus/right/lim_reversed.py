"""The same quotient with both differences turned round."""
# covers: numerical_lim


def numerical_lim(f, x, h):
    ahead = x + h
    return (f(x) - f(ahead)) / (-h)
