"""One matrix product of all layouts with all blocks, then the axes in order."""
# covers: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    W = A.reshape(n, n * n).t() @ S.reshape(n, r * c)
    return W.reshape(n, n, r, c).permute(0, 2, 1, 3).reshape(n * r, n * c)
