"""The spectral norm of a matrix."""
# loses: piecewise_scale


def piecewise_scale(a, limit=1000.0):
    if not a.any():
        return torch.zeros_like(a)

    b = a
    while (torch.linalg.matrix_norm(b, 2) if b.dim() == 2 else b.norm()) < limit:
        b = b * 2
    return b if b.sum() > 0 else 100 * b
