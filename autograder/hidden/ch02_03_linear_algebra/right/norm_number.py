"""Computes a Python number."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    import math
    values = [abs(value) for value in x.flatten().tolist()]
    largest = max(values)
    if largest == 0 or math.isinf(p):
        return largest
    return largest * sum((value / largest) ** p for value in values) ** (1 / p)
