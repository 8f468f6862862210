"""Compares without asking for a square: an error, or a row broadcast against a column."""
# loses: is_symmetric


def is_symmetric(A):
    return bool((A == A.T).all())
