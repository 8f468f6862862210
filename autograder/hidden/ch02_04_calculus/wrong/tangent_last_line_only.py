"""Keeps the line in globals, so a new one moves the old ones."""
# loses: tangent_line


def tangent_line(f, df, x0):
    global _height, _slope, _x0
    _height, _slope, _x0 = f(x0), df(x0), x0
    return lambda x: _height + _slope * (x - _x0)
