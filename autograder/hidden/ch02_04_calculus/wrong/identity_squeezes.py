"""Drops axes of size one."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A.t().squeeze()
    if kind == "xTA":
        return A.squeeze()
    if kind == "xTAx":
        return (A + A.t()) @ x
    if kind == "norm2":
        return 2 * x
    if kind == "xTx":
        return 2 * x
    if kind == "fro2":
        return 2 * x
    raise ValueError(kind)
