"""Multiplies by a diagonal matrix of reciprocals from the left."""
# covers: row_normalize


def row_normalize(A):
    A = A * 1.0
    return torch.diag(1 / A.sum(1)) @ A
