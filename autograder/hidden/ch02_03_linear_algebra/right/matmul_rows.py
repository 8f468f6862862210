"""Each row of the result by a matrix-vector product with the transpose."""
# covers: matmul_dots


def matmul_dots(A, B):
    return torch.stack([torch.mv(B.T, a) for a in A])
