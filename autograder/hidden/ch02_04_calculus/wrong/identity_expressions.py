"""Returns the expressions and not their gradients."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return A @ x
    if kind == "xTA":
        return x @ A
    if kind == "xTAx":
        return x @ A @ x
    if kind == "norm2":
        return x @ x
    if kind == "xTx":
        return x @ x
    if kind == "fro2":
        return (x * x).sum()
    raise ValueError(kind)
