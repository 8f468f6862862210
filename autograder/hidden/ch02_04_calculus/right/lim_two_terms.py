"""Names the two points, and subtracts their slopes from the origin: two terms, each divided by h."""
# covers: numerical_lim


def numerical_lim(f, x, h):
    here, there = f(x), f(x + h)
    return there / h - here / h
