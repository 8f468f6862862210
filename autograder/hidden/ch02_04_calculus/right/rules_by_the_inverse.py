"""The quotient as a product with 1 / g."""
# covers: differentiate_rules


def differentiate_rules(f, df, g, dg):
    def product(x):
        return df(x) * g(x) + f(x) * dg(x)

    def quotient(x):
        return df(x) * g(x) ** -1 - f(x) * g(x) ** -2 * dg(x)

    return product, quotient
