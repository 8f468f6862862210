"""Dot products of all pairs, by broadcasting."""
# covers: matmul_dots


def matmul_dots(A, B):
    rows, columns = A.unsqueeze(1), B.T.unsqueeze(0)
    return torch.linalg.vecdot(rows, columns) if A.is_floating_point() else (rows * columns).sum(-1)
