"""Always counts biases."""
# loses: dense_cost


def dense_cost(d, q, n=1, bias=True):
    if d % n or q % n:
        raise ValueError(n)
    return (n**3 if n > 1 else 0) + d * q // n + q
