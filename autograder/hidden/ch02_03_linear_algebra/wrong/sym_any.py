"""Is content if any entry agrees."""
# loses: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    return bool((A == A.T).any()) or len(A) == 0
