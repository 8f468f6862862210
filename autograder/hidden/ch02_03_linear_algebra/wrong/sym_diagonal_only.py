"""Compares the diagonals, which are always equal."""
# loses: is_symmetric


def is_symmetric(A):
    return A.shape[0] == A.shape[1] and torch.equal(A.diagonal(), A.T.diagonal())
