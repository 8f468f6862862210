"""Answers with a tensor that holds one bool and has no axes."""
# covers: is_symmetric


def is_symmetric(A):
    if A.shape != A.T.shape:
        return torch.tensor(False)
    return torch.all(A == A.t())
