"""Only the first product."""
# loses: kron_weight


def kron_weight(A, S):
    return torch.kron(A[0], S[0])
