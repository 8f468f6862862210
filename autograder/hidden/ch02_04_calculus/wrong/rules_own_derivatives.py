"""Multiplies each function by its own derivative."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: f(x) * df(x) + g(x) * dg(x)
    quotient = lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2
    return product, quotient
