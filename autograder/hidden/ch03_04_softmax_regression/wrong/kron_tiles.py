"""Elementwise product of two tilings."""
# loses: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    return (A.repeat(1, r, c) * S.repeat(1, n, n)).sum(0)
