"""Subtracts the terms of the numerator the other way."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * g(x) + f(x) * dg(x)
    quotient = lambda x: (f(x) * dg(x) - df(x) * g(x)) / g(x) ** 2
    return product, quotient
