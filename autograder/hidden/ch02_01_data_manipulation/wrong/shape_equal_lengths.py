"""Refuses shapes with different numbers of axes."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    if len(a) != len(b):
        raise ValueError("different numbers of axes")
    shape = []
    for m, n in zip(a, b):
        if m != n and m != 1 and n != 1:
            raise ValueError("they do not fit")
        shape.append(n if m == 1 else m)
    return tuple(shape)
