"""Pair by pair."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    D = torch.zeros(len(A), len(B), dtype=A.dtype)
    for i, a in enumerate(A):
        for j, b in enumerate(B):
            D[i, j] = ((a - b) ** 2).sum()
    return D
