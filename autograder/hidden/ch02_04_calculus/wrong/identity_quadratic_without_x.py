"""A + A^T, without x."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A.t()
    if kind == "xTA":
        return A
    if kind == "xTAx":
        return A + A.t()
    if kind == "norm2":
        return 2 * x
    if kind == "xTx":
        return 2 * x
    if kind == "fro2":
        return 2 * x
    raise ValueError(kind)
