"""Rounds x0 to one decimal."""
# loses: tangent_line


def tangent_line(f, df, x0):
    x0 = round(x0, 1)
    return lambda x: f(x0) + df(x0) * (x - x0)
