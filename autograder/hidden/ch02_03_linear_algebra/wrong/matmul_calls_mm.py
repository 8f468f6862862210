"""Calls torch.mm, for whole numbers too."""
# loses: matmul_dots


def matmul_dots(A, B):
    return torch.mm(A, B)
