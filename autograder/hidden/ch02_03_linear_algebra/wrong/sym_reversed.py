"""Turns the matrix round instead of mirroring it."""
# loses: is_symmetric


def is_symmetric(A):
    return A.shape[0] == A.shape[1] and torch.equal(A, A.flip(0, 1))
