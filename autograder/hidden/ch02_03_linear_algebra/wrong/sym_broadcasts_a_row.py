"""Refuses shapes that do not broadcast, and so takes a single row of equal entries for symmetric."""
# loses: is_symmetric


def is_symmetric(A):
    try:
        return bool((A == A.T).all())
    except RuntimeError:
        return False
