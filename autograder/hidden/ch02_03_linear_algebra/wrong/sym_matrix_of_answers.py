"""Returns the matrix of comparisons."""
# loses: is_symmetric


def is_symmetric(A):
    return A == A.T
