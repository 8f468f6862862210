"""Fills the shorter shape up on the right."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = tuple(a) + (1,) * (length - len(a))
    b = tuple(b) + (1,) * (length - len(b))
    shape = []
    for m, n in zip(a, b):
        if m != n and m != 1 and n != 1:
            raise ValueError("they do not fit")
        shape.append(n if m == 1 else m)
    return tuple(shape)
