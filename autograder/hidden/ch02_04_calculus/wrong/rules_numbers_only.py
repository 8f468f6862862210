"""Turns x into a number first."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(float(x)) * g(float(x)) + f(float(x)) * dg(float(x))
    quotient = lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2
    return product, quotient
