"""An AssertionError instead of a ValueError."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for m, n in zip(a, b):
        assert m == n or m == 1 or n == 1, "they do not fit"
        shape.append(n if m == 1 else m)
    return tuple(shape)
