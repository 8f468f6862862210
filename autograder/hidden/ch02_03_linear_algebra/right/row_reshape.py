"""Makes a column of the sums with reshape."""
# covers: row_normalize


def row_normalize(A):
    return A / torch.sum(A, 1).reshape(-1, 1)
