"""Lets the differences cancel: their sum is always zero."""
# loses: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    return bool((A - A.T).sum().abs() < 1e-3)
