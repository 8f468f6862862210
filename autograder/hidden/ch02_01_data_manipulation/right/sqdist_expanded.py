"""Norms and inner products."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A**2).sum(1, keepdim=True) + (B**2).sum(1) - 2 * A @ B.t()
