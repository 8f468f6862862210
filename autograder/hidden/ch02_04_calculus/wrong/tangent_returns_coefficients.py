"""Returns slope and intercept and no function."""
# loses: tangent_line


def tangent_line(f, df, x0):
    return df(x0), f(x0) - df(x0) * x0
