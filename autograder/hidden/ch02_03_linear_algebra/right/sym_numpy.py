"""Compares arrays."""
# covers: is_symmetric


def is_symmetric(A):
    import numpy as np
    a = A.numpy()
    return bool(np.array_equal(a, a.T))
