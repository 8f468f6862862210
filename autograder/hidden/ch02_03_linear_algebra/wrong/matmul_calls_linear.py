"""Calls the linear layer's function."""
# loses: matmul_dots


def matmul_dots(A, B):
    return torch.nn.functional.linear(A, B.T)
