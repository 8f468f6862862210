"""B on the first axis, turned at the end."""
# covers: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (B[:, None] - A[None]).pow(2).sum(-1).t()
