"""Computes in float32."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return ((A.float()[:, None] - B.float()) ** 2).sum(2)
