"""Makes the table as large as A."""
# loses: matmul_dots


def matmul_dots(A, B):
    C = torch.zeros_like(A)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            C[i, j] = torch.dot(A[i], B[:, j])
    return C
