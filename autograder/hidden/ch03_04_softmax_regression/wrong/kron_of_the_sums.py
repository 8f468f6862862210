"""The product of the sums."""
# loses: kron_weight


def kron_weight(A, S):
    return torch.kron(A.sum(0), S.sum(0))
