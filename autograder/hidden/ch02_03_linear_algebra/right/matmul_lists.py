"""Sums of products in plain Python."""
# covers: matmul_dots


def matmul_dots(A, B):
    rows, columns = A.tolist(), B.T.tolist()
    return torch.tensor([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in rows], dtype=A.dtype)
