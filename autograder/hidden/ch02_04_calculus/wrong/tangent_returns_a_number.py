"""Returns the height at x0 and no function."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return f(x0)
