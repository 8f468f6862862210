"""Calls itself: the variance is the expectation of a squared difference."""
# covers: expectation_variance


def expectation_variance(x, p, f=None):
    def expect(g):
        return (g(x) * p).sum()

    f = f or (lambda v: v)
    mean = expect(f)
    return [mean.item(), expect(lambda v: (f(v) - mean) ** 2).item()]
