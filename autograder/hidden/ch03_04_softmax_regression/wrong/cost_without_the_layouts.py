"""Forgets the numbers of A."""
# loses: dense_cost


def dense_cost(d, q, n=1, bias=True):
    if d % n or q % n:
        raise ValueError(n)
    return d * q // n + (q if bias else 0)
