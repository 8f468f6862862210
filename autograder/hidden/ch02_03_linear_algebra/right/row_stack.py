"""Stacks the divided rows."""
# covers: row_normalize


def row_normalize(A):
    return torch.stack([row / row.sum() for row in A])
