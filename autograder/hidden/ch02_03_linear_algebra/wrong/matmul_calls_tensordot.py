"""Calls tensordot."""
# loses: matmul_dots


def matmul_dots(A, B):
    return torch.tensordot(A, B, dims=1)
