"""Divides by the mean of the row."""
# loses: row_normalize


def row_normalize(A):
    return A / A.mean(axis=1, keepdim=True)
