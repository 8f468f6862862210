"""Returns None instead of raising."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for m, n in zip(a, b):
        if m != n and m != 1 and n != 1:
            return None
        shape.append(n if m == 1 else m)
    return tuple(shape)
