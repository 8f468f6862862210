"""Counts the differences that are not zero."""
# covers: is_symmetric


def is_symmetric(A):
    if len(A) != A.shape[1]:
        return False
    return torch.count_nonzero(A - A.T) == 0
