"""Ignores df and measures the slope with a wide step."""
# loses: tangent_line


def tangent_line(f, df, x0):
    slope = (f(x0 + 1e-3) - f(x0)) / 1e-3
    return lambda x: f(x0) + slope * (x - x0)
