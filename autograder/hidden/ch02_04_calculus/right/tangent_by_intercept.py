"""Slope and intercept."""
# covers: tangent_line


def tangent_line(f, df, x0):
    slope = df(x0)
    intercept = f(x0) - slope * x0
    return lambda x: slope * x + intercept
