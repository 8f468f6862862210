"""Takes the larger size, fit or not."""
# loses: broadcast_shape


def broadcast_shape(a, b):
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for m, n in zip(a, b):
        shape.append(max(m, n))
    return tuple(shape)
