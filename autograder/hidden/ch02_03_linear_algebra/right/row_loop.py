"""Divides one row after another, in a new matrix."""
# covers: row_normalize


def row_normalize(A):
    result = torch.zeros(A.shape, dtype=torch.float64)
    for i in range(len(A)):
        result[i] = A[i] / A[i].sum()
    return result
