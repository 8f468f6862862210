"""Ignores df and dg, and measures with a wide step."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    slope = lambda y, x: (y(x + 1e-4) - y(x)) / 1e-4
    product = lambda x: slope(lambda t: f(t) * g(t), x)
    quotient = lambda x: slope(lambda t: f(t) / g(t), x)
    return product, quotient
