"""Blocks in the order of the transpose of A."""
# loses: kron_weight


def kron_weight(A, S):
    return sum(torch.kron(A[i].t().contiguous(), S[i]) for i in range(len(A)))
