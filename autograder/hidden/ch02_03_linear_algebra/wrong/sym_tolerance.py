"""Compares with a tolerance."""
# loses: is_symmetric


def is_symmetric(A):
    return A.shape == A.T.shape and torch.allclose(A, A.T)
