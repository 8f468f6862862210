"""Takes the matrix norm of a matrix."""
# loses: lp_norm


def lp_norm(x, p=2.0):
    m = x.abs().max()
    if m == 0:
        return m
    if x.dim() == 2:
        return m * torch.linalg.matrix_norm(x / m, p if p in (1, 2, float("inf")) else "fro")
    return m * torch.linalg.vector_norm(x / m, p)
