"""Slope times x."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return lambda x: df(x0) * x
