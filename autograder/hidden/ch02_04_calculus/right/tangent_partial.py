"""A partial application."""
# covers: tangent_line


import functools


def _line(height, slope, x0, x):
    return height + slope * (x - x0)


def tangent_line(f, df, x0):
    return functools.partial(_line, f(x0), df(x0), x0)
