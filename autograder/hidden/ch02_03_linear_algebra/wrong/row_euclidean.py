"""Divides by the Euclidean length of the row."""
# loses: row_normalize


def row_normalize(A):
    return A / A.square().sum(axis=1, keepdim=True).sqrt()
