"""Compares the upper triangle with the transpose of the lower one."""
# covers: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    return torch.equal(torch.triu(A), torch.tril(A).T)
