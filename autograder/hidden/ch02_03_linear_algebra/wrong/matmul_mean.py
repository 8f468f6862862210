"""Averages the products instead of adding them."""
# loses: matmul_dots


def matmul_dots(A, B):
    C = torch.stack([torch.mv(A, b) for b in B.T], dim=1)
    return C / max(A.shape[1], 1) if A.is_floating_point() else C // A.shape[1]
