"""Keeps the functions in globals, so a new pair changes the old ones."""
# loses: differentiate_rules


def differentiate_rules(f, df, g, dg):
    global _parts
    _parts = f, df, g, dg

    def product(x):
        f, df, g, dg = _parts
        return df(x) * g(x) + f(x) * dg(x)

    def quotient(x):
        f, df, g, dg = _parts
        return (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2

    return product, quotient
