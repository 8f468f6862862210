"""Knows tables only."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    shape = []
    for i in range(2):
        m, n = a[i], b[i]
        if m != n and m != 1 and n != 1:
            raise ValueError("they do not fit")
        shape.append(n if m == 1 else m)
    return tuple(shape)
