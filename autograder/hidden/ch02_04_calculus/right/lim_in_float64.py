"""Works in float64, whatever comes in."""
# covers: numerical_lim


def numerical_lim(f, x, h):
    if isinstance(x, torch.Tensor):
        x = x.double()
    else:
        x, h = float(x), float(h)
    return (f(x + h) - f(x)) / h
