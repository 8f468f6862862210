"""Compares whole numbers as floats."""
# loses: is_symmetric


def is_symmetric(A):
    return torch.equal(A.float(), A.T.float())
