"""Reversed, with zip_longest."""
# covers: broadcast_shape


def broadcast_shape(a, b):
    from itertools import zip_longest

    shape = []
    for m, n in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if m == n or n == 1:
            shape.append(m)
        elif m == 1:
            shape.append(n)
        else:
            raise ValueError("they do not fit")
    return tuple(reversed(shape))
