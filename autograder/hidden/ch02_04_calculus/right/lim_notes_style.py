"""As one writes it in a notebook, with a name for the limit."""
# covers: numerical_lim


def numerical_lim(f, x, h):
    numerical_limit = (f(x + h) - f(x)) / h
    return numerical_limit
