"""Raises an error for a matrix that is not square."""
# loses: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        raise ValueError("not a square matrix")
    return torch.equal(A, A.T)
