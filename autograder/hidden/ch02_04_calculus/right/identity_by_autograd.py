"""Differentiates with torch and transposes."""
# covers: gradient_identity


def gradient_identity(kind, A, x):
    functions = {
        "Ax": lambda x: A @ x,
        "xTA": lambda x: x @ A,
        "xTAx": lambda x: x @ A @ x,
        "norm2": lambda x: (x**2).sum(),
        "xTx": lambda x: x.dot(x),
        "fro2": lambda x: (x * x).sum(),
    }
    if kind not in functions:
        raise ValueError(kind)
    jacobian = torch.autograd.functional.jacobian(functions[kind], x)
    return jacobian.T if kind in ("Ax", "xTA") else jacobian
