"""Doubles x itself."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A.t()
    if kind == "xTA":
        return A
    if kind == "xTAx":
        return (A + A.t()) @ x
    if kind == "norm2":
        return x.mul_(2)
    if kind == "xTx":
        return x.mul_(2)
    if kind == "fro2":
        return x.mul_(2)
    raise ValueError(kind)
