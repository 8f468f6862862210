"""Adds the gradients of the outputs up, as backward of a sum does."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A.sum(0)
    if kind == "xTA":
        return A.sum(1)
    if kind == "xTAx":
        return (A + A.t()) @ x
    if kind == "norm2":
        return 2 * x
    if kind == "xTx":
        return 2 * x
    if kind == "fro2":
        return 2 * x
    raise ValueError(kind)
