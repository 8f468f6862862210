"""Turns x into a number."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return lambda x: f(x0) + df(x0) * (float(x) - x0)
