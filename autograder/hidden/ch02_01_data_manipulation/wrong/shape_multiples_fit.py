"""Stretches a size that divides the other."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for m, n in zip(a, b):
        if m and n and max(m, n) % min(m, n) == 0:
            shape.append(max(m, n))
        elif m == n or m == 1 or n == 1:
            shape.append(n if m == 1 else m)
        else:
            raise ValueError("they do not fit")
    return tuple(shape)
