"""Adds the transpose to A itself."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "xTAx":
        A += A.t().clone()
        return A @ x
    if kind == "Ax":
        return A.t()
    if kind == "xTA":
        return A
    if kind in ("norm2", "xTx", "fro2"):
        return 2 * x
    raise ValueError(kind)
