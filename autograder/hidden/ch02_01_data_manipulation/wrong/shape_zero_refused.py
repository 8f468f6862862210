"""Refuses a size of 0 against 1."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for m, n in zip(a, b):
        if m != n and (min(m, n) != 1):
            raise ValueError("they do not fit")
        shape.append(max(m, n))
    return tuple(shape)
