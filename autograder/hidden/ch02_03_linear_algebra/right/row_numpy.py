"""Divides arrays."""
# covers: row_normalize


def row_normalize(A):
    a = A.numpy()
    return torch.from_numpy(a / a.sum(axis=1, keepdims=True))
