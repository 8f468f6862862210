"""The last axes, and then the rest."""
# covers: broadcast_shape


def broadcast_shape(a, b):
    if not a or not b:
        return tuple(a or b)
    m, n = a[-1], b[-1]
    if 1 not in (m, n) and m != n:
        raise ValueError(f"{m} against {n}")
    return (*broadcast_shape(a[:-1], b[:-1]), n if m == 1 else m)
