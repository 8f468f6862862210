"""Collects the rows in a matrix of the type of A, where fractions of whole numbers become 0."""
# loses: row_normalize


def row_normalize(A):
    result = torch.zeros_like(A)
    for i in range(len(A)):
        result[i] = A[i] / A[i].sum()
    return result
