"""A stack of products."""
# loses: kron_weight


def kron_weight(A, S):
    return torch.stack([torch.kron(A[i], S[i]) for i in range(len(A))])
