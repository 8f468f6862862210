"""Multiplies by the reciprocals of the sums, with einsum."""
# covers: row_normalize


def row_normalize(A):
    A = A if A.is_floating_point() else A.float()
    return torch.einsum("ij,i->ij", A, 1 / A.sum(1))
