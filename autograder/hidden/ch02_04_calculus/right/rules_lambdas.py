"""Two lambdas in a list."""
# covers: differentiate_rules


def differentiate_rules(f, df, g, dg):
    return [
        lambda x: f(x) * dg(x) + g(x) * df(x),
        lambda x: (g(x) * df(x) - f(x) * dg(x)) / (g(x) * g(x)),
    ]
