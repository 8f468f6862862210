"""Puts height and slope into float32 tensors."""
# loses: tangent_line


def tangent_line(f, df, x0):
    height, slope = torch.tensor(f(x0)), torch.tensor(df(x0))
    return lambda x: height + slope * (x - x0)
