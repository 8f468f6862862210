"""Divides twice by g."""
# covers: differentiate_rules


def differentiate_rules(f, df, g, dg):
    def quotient(x):
        return (df(x) - dg(x) * f(x) / g(x)) / g(x)

    return (lambda x: f(x) * dg(x) + df(x) * g(x)), quotient
