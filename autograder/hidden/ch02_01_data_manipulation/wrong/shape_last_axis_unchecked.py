"""Looks at all axes but the last."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for i, (m, n) in enumerate(zip(a, b)):
        if i < length - 1 and m != n and m != 1 and n != 1:
            raise ValueError("they do not fit")
        shape.append(n if m == 1 else m)
    return tuple(shape)
