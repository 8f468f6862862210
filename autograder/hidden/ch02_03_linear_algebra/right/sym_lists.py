"""Compares the rows with the columns, as lists; without rows there are no columns to see."""
# covers: is_symmetric


def is_symmetric(A):
    if A.shape[0] != A.shape[1]:
        return False
    return A.tolist() == [list(column) for column in zip(*A.tolist())]
