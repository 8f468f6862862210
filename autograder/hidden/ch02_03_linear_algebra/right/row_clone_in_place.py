"""Divides a copy in place."""
# covers: row_normalize


def row_normalize(A):
    A = A.clone() if A.is_floating_point() else A.float()
    A /= A.sum(axis=1, keepdim=True)
    return A
