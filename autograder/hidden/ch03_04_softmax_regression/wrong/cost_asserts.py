"""Raises an AssertionError."""
# loses: dense_cost


def dense_cost(d, q, n=1, bias=True):
    assert d % n == 0 and q % n == 0
    return (n**3 if n > 1 else 0) + d * q // n + (q if bias else 0)
