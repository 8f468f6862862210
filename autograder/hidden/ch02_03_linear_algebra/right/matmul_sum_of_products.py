"""The dot product of the notes, torch.sum(x * y), for each pair."""
# covers: matmul_dots


def matmul_dots(A, B):
    return torch.stack([torch.stack([torch.sum(a * b) for b in B.T]) for a in A])
