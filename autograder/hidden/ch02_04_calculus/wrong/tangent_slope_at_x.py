"""Takes the slope at x instead of x0."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return lambda x: f(x0) + df(x) * (x - x0)
