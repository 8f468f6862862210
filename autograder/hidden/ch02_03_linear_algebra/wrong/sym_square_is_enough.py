"""Takes every square matrix for symmetric."""
# loses: is_symmetric


def is_symmetric(A):
    return A.shape == A.T.shape
