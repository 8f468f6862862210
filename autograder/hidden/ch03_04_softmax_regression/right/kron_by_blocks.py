"""Glues the blocks together."""
# covers: kron_weight


def kron_weight(A, S):
    n = len(A)
    rows = []
    for j in range(n):
        row = [sum(A[i, j, k] * S[i] for i in range(n)) for k in range(n)]
        rows.append(torch.cat(row, dim=1))
    return torch.cat(rows, dim=0)
