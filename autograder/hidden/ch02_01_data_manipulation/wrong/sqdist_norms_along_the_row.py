"""Both norms are laid along the row, which only fits square tables."""
# loses: pairwise_sqdist


def pairwise_sqdist(A, B):
    return (A**2).sum(1) + (B**2).sum(1) - 2 * A @ B.t()
