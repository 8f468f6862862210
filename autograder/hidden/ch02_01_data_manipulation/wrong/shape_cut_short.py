"""zip ends with the shorter shape, and the other's first axes are lost."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    shape = []
    for m, n in zip(reversed(a), reversed(b)):
        if m != n and m != 1 and n != 1:
            raise ValueError("they do not fit")
        shape.append(n if m == 1 else m)
    return tuple(reversed(shape))
