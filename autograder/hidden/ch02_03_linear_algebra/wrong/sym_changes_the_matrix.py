"""Subtracts the transpose in place."""
# loses: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    A -= A.T.clone()
    return not A.any()
