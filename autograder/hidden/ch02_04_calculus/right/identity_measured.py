"""Measures with symmetric differences in float64."""
# covers: gradient_identity


def gradient_identity(kind, A, x):
    functions = {
        "Ax": lambda x: A.double() @ x,
        "xTA": lambda x: x @ A.double(),
        "xTAx": lambda x: x @ A.double() @ x,
        "norm2": lambda x: (x**2).sum(),
        "xTx": lambda x: x @ x,
        "fro2": lambda x: (x**2).sum(),
    }
    if kind not in functions:
        raise ValueError(kind)
    f, h = functions[kind], 1e-3
    rows = []
    for e in torch.eye(x.numel(), dtype=torch.float64):
        step = (h * e).reshape(x.shape)
        rows.append((f(x.double() + step) - f(x.double() - step)) / (2 * h))
    gradient = torch.stack(rows)
    return (gradient if kind in ("Ax", "xTA") else gradient.reshape(x.shape)).to(x.dtype)
