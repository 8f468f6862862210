"""Leaves torch for numpy's product."""
# loses: matmul_dots


def matmul_dots(A, B):
    return torch.from_numpy(A.numpy() @ B.numpy())
