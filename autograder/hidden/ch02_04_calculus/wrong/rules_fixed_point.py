"""Functions that forget their x."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * g(x) + f(x) * dg(x)
    quotient = lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2
    return (lambda x: product(1.0)), (lambda x: quotient(1.0))
