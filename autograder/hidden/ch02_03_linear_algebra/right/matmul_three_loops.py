"""Three loops, one number at a time."""
# covers: matmul_dots


def matmul_dots(A, B):
    C = torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for l in range(A.shape[1]):
                C[i, j] += A[i, l] * B[l, j]
    return C
