"""Operator by operator, from a table of functions."""
# covers: elementwise_report


def elementwise_report(x, y):
    import operator as o

    table = dict(add=o.add, sub=o.sub, mul=o.mul, div=o.truediv, pow=o.pow, eq=o.eq)
    return {**{key: f(x, y) for key, f in table.items()}, "exp": x.exp()}
