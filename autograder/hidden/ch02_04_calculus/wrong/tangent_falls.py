"""Subtracts the rise."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return lambda x: f(x0) - df(x0) * (x - x0)
