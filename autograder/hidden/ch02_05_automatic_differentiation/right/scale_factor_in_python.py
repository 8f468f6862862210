"""Counts the factor as a Python number, and multiplies once."""
# covers: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if (a == 0).all():
        return a.clone()
    factor = 1
    while (a * factor).norm().item() < limit:
        factor *= 2
    if not a.sum() > 0:
        factor *= 100
    return factor * a
