"""Takes the empty matrix for not symmetric."""
# loses: is_symmetric


def is_symmetric(A):
    return A.numel() > 0 and torch.equal(A, A.T)
