"""Enlarges A by repeating its numbers and tiles S."""
# covers: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    large = A.repeat_interleave(r, dim=1).repeat_interleave(c, dim=2)
    return (large * S.repeat(1, n, n)).sum(dim=0)
