"""The sizes other than 1 in each axis: none, or one."""
# covers: broadcast_shape


def broadcast_shape(a, b):
    while len(a) < len(b):
        a = (1,) + a
    while len(b) < len(a):
        b = (1,) + b
    shape = ()
    for pair in zip(a, b):
        other = set(pair) - {1}
        if len(other) > 1:
            raise ValueError(f"{pair[0]} and {pair[1]}")
        shape += tuple(other) or (1,)
    return shape
