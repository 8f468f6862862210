"""reshape instead of None, and a product instead of a square."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    m, d = A.shape
    n = B.shape[0]
    difference = A.reshape(m, 1, d) - B.reshape(1, n, d)
    return torch.sum(difference * difference, dim=-1)
