"""The quotient by the product rule, with the derivative of 1 / g."""
# covers: differentiate_rules


def differentiate_rules(f, df, g, dg):
    product = lambda x: df(x) * g(x) + f(x) * dg(x)
    if getattr(g, "inverse", False):
        return product, None

    def inverse(x):
        return 1 / g(x)

    inverse.inverse = True
    quotient, _ = differentiate_rules(f, df, inverse, lambda x: -dg(x) / g(x) ** 2)
    return product, quotient
