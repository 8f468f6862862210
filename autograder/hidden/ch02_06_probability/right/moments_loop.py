"""Plain sums in Python."""
# covers: expectation_variance


def expectation_variance(x, p, f=None):
    values = [v if f is None else f(v) for v in x.tolist()]
    weights = p.tolist()
    mean = sum(w * v for v, w in zip(values, weights))
    return mean, sum(w * (v - mean) ** 2 for v, w in zip(values, weights))
