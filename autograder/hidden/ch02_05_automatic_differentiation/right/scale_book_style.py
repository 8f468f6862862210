"""In the style of the control-flow example that is usually shown: b, c, if and else."""
# covers: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    b = a.clone()
    if b.abs().sum() == 0:
        return b
    while b.norm() < limit:
        b = b + b
    if b.sum() > 0:
        c = b
    else:
        c = 100 * b
    return c
