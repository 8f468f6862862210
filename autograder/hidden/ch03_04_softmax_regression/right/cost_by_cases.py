"""Two formulas."""
# covers: dense_cost


def dense_cost(d, q, n=1, bias=True):
    for size in (d, q):
        if size % n:
            raise ValueError(f"{n} does not divide {size}")
    biases = q if bias else 0
    if n == 1:
        return d * q + biases
    return n**3 + d * q // n + biases
