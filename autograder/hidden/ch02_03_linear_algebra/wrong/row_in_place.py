"""Divides the matrix that was passed in."""
# loses: row_normalize


def row_normalize(A):
    A /= A.sum(axis=1, keepdim=True)
    return A
