"""Squares f below."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * g(x) + f(x) * dg(x)
    quotient = lambda x: (df(x) * g(x) - f(x) * dg(x)) / f(x) ** 2
    return product, quotient
