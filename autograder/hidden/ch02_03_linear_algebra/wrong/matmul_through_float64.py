"""Multiplies whole numbers as float64."""
# loses: matmul_dots


def matmul_dots(A, B):
    a, b = A.double(), B.double()
    return torch.stack([torch.mv(a, column) for column in b.T], dim=1).to(A.dtype)
