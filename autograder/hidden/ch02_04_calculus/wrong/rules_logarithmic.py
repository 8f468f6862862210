"""Divides by f and g, which fails where they are zero."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: f(x) * g(x) * (df(x) / f(x) + dg(x) / g(x))
    quotient = lambda x: f(x) / g(x) * (df(x) / f(x) - dg(x) / g(x))
    return product, quotient
