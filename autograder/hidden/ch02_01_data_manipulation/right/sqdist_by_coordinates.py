"""One coordinate at a time."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    D = A.new_zeros(A.shape[0], B.shape[0])
    for k in range(A.shape[1]):
        D += (A[:, k : k + 1] - B[:, k]) ** 2
    return D
