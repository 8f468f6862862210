"""A dot product for each entry."""
# covers: matmul_dots


def matmul_dots(A, B):
    n, m = A.shape[0], B.shape[1]
    C = torch.zeros(n, m, dtype=A.dtype)
    for i in range(n):
        for j in range(m):
            C[i, j] = torch.dot(A[i], B[:, j])
    return C
