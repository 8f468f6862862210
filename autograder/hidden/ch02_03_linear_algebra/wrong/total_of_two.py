"""Adds only the entry before to each entry."""
# loses: running_total


def running_total(A, axis):
    out = A.clone()
    if axis % 2 == 0:
        out[1:] = A[1:] + A[:-1]
    else:
        out[:, 1:] = A[:, 1:] + A[:, :-1]
    return out
