"""Adds up lists with itertools."""
# covers: running_total


def running_total(A, axis):
    from itertools import accumulate
    if axis in (0, -2):
        columns = [list(accumulate(column)) for column in A.T.tolist()]
        return torch.tensor(columns, dtype=A.dtype).T
    return torch.tensor([list(accumulate(row)) for row in A.tolist()], dtype=A.dtype)
