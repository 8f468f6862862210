"""An object that can be called."""
# covers: tangent_line


class Line:
    def __init__(self, height, slope, x0):
        self.height, self.slope, self.x0 = height, slope, x0

    def __call__(self, x):
        return self.slope * (x - self.x0) + self.height


def tangent_line(f, df, x0):
    return Line(f(x0), df(x0), x0)
