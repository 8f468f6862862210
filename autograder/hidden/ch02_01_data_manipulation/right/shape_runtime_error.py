"""Raises torch's kind of error, returns a list."""
# covers: broadcast_shape


def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = [1] * (n - len(a)) + list(a), [1] * (n - len(b)) + list(b)
    if any(p != q and p != 1 and q != 1 for p, q in zip(a, b)):
        raise RuntimeError("The size of tensor a must match the size of tensor b")
    return [q if p == 1 else p for p, q in zip(a, b)]
