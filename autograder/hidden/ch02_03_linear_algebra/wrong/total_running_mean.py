"""Divides each total by the number of its summands."""
# loses: running_total


def running_total(A, axis):
    n = A.shape[axis]
    counts = torch.arange(1, n + 1, dtype=A.dtype)
    return A.cumsum(axis) / (counts[:, None] if axis % 2 == 0 else counts)
