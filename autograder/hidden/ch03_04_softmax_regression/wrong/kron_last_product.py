"""Overwrites instead of adding."""
# loses: kron_weight


def kron_weight(A, S):
    for i in range(len(A)):
        W = torch.kron(A[i], S[i])
    return W
