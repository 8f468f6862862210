"""Subtracts x0 in place."""
# loses: tangent_line


def tangent_line(f, df, x0):
    def line(x):
        x -= x0
        return f(x0) + df(x0) * x

    return line
