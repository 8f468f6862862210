"""Broadcasting over five axes."""
# covers: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    products = A[:, :, None, :, None] * S[:, None, :, None, :]
    return products.sum(0).reshape(n * r, n * c)
