"""Writes the result over A where it fits."""
# loses: matmul_dots


def matmul_dots(A, B):
    C = torch.stack([torch.mv(A, b) for b in B.T], dim=1)
    if C.shape == A.shape:
        A.copy_(C)
    return C
