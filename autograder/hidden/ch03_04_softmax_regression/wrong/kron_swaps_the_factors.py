"""The layout of S with blocks of A."""
# loses: kron_weight


def kron_weight(A, S):
    return sum(torch.kron(S[i], A[i]) for i in range(len(A)))
