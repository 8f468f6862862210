"""Takes height and slope at x."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return lambda x: f(x) + df(x) * (x - x0)
