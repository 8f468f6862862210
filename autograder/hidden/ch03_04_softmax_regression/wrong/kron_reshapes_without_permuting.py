"""Reads the blocks off in the order of memory."""
# loses: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    return torch.einsum("ijk,iuv->jkuv", A, S).reshape(n * r, n * c)
