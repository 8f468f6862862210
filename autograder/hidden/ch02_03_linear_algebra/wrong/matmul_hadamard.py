"""Multiplies entry by entry."""
# loses: matmul_dots


def matmul_dots(A, B):
    return A * B
