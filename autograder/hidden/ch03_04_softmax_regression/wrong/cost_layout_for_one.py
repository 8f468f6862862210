"""Counts an A for the ordinary layer too."""
# loses: dense_cost


def dense_cost(d, q, n=1, bias=True):
    if d % n or q % n:
        raise ValueError(n)
    return n**3 + d * q // n + (q if bias else 0)
