"""Computes in float32 always."""
# loses: row_normalize


def row_normalize(A):
    A = A.float()
    return A / A.sum(axis=1, keepdim=True)
