"""Compares each entry above the diagonal with its mirror image."""
# covers: is_symmetric


def is_symmetric(A):
    n, m = A.shape
    if n != m:
        return False
    for i in range(n):
        for j in range(i + 1, n):
            if A[i, j] != A[j, i]:
                return False
    return True
