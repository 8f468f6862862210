"""Every entry by itself."""
# covers: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    W = torch.zeros(n * r, n * c, dtype=S.dtype)
    for j in range(n * r):
        for k in range(n * c):
            W[j, k] = (A[:, j // r, k // c] * S[:, j % r, k % c]).sum()
    return W
