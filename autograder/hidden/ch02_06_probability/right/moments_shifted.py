"""Shifts the origin to the first value before it uses the second form."""
# covers: expectation_variance


def expectation_variance(x, p, f=None):
    values = (f(x) if f else x).to(p.dtype)
    origin = values[0]
    values = values - origin
    mean = p @ values
    return float(mean + origin), float(p @ values**2 - mean**2)
