"""Divides the columns of the transpose."""
# covers: row_normalize


def row_normalize(A):
    return (A.T / A.T.sum(axis=0)).T
