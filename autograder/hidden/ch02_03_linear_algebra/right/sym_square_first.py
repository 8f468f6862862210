"""Asks for a square first, and then whether all entries agree."""
# covers: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    return bool((A == A.T).all())
