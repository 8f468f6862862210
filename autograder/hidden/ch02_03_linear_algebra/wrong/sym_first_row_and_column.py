"""Compares the first row with the first column only."""
# loses: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    return len(A) == 0 or torch.equal(A[0], A[:, 0])
