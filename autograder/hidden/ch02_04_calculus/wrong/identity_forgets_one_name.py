"""Knows five of the six."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A.t()
    if kind == "xTA":
        return A
    if kind == "xTAx":
        return (A + A.t()) @ x
    if kind == "norm2":
        return 2 * x
    if kind == "xTx":
        return gradient_identity("x", A, x)
    if kind == "fro2":
        return 2 * x
    raise ValueError(kind)
