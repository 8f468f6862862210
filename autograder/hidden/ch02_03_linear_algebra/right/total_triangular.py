"""Multiplies by a triangular matrix of ones."""
# covers: running_total


def running_total(A, axis):
    n = A.shape[axis]
    ones = torch.tril(torch.ones(n, n, dtype=A.dtype))
    return ones @ A if axis in (0, -2) else A @ ones.T
