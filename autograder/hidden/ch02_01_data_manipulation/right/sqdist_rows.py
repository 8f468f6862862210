"""A row of the result at a time."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    D = torch.empty(len(A), len(B), dtype=A.dtype)
    for i in range(len(A)):
        D[i] = ((B - A[i]) ** 2).sum(dim=1)
    return D
