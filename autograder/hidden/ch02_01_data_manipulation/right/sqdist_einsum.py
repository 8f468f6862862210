"""The sum over the coordinates by einsum."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    difference = A.unsqueeze(1) - B.unsqueeze(0)
    return torch.einsum("ijk,ijk->ij", difference, difference)
