"""Returns the first function only."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * g(x) + f(x) * dg(x)
    return product
