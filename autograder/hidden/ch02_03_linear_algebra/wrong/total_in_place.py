"""Adds up in the matrix that was passed in."""
# loses: running_total


def running_total(A, axis):
    for k in range(1, A.shape[axis]):
        if axis % 2 == 0:
            A[k] += A[k - 1]
        else:
            A[:, k] += A[:, k - 1]
    return A
