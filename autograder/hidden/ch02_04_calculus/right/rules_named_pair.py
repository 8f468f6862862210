"""A named tuple of functions."""
# covers: differentiate_rules


from collections import namedtuple

Rules = namedtuple("Rules", "product quotient")


def differentiate_rules(f, df, g, dg):
    return Rules(
        product=lambda x: df(x) * g(x) + f(x) * dg(x),
        quotient=lambda x: df(x) / g(x) - f(x) * dg(x) / g(x) ** 2,
    )
