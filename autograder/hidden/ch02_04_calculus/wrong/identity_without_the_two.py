"""x instead of 2x for the squared norm."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A.t()
    if kind == "xTA":
        return A
    if kind == "xTAx":
        return (A + A.t()) @ x
    if kind == "norm2":
        return x
    if kind == "xTx":
        return x
    if kind == "fro2":
        return 2 * x
    raise ValueError(kind)
