"""Multiplies the derivatives."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * dg(x)
    quotient = lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2
    return product, quotient
