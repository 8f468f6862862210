"""Drops axes of length 1."""
# loses: row_normalize


def row_normalize(A):
    return (A / A.sum(axis=1, keepdim=True)).squeeze()
