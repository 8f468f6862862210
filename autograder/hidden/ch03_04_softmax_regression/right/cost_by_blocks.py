"""n times the size of a layout and of a block."""
# covers: dense_cost


def dense_cost(d, q, n=1, bias=True):
    rows, left = divmod(d, n)
    columns, left_too = divmod(q, n)
    if left or left_too:
        raise ValueError("there is no such layer")
    return n * (rows * columns + (n * n if n != 1 else 0)) + bias * q
