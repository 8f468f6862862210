"""Evaluates at a point of its own."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * g(x) + f(x) * dg(x)
    quotient = lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2
    return product(1.0), quotient(1.0)
