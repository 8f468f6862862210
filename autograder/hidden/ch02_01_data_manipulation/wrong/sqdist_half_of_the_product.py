"""Forgets the 2 of the binomial formula."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A**2).sum(1, keepdim=True) + (B**2).sum(1) - A @ B.t()
