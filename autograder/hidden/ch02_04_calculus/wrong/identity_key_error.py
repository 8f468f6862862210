"""Looks an unknown name up in a dictionary, which is a KeyError."""
# loses: gradient_identity


def gradient_identity(kind, A, x):
    zero = torch.zeros(1, 1) if A is None else A
    square = zero.shape[0] == zero.shape[1]
    return {
        "Ax": zero.t(),
        "xTA": zero,
        "xTAx": (zero + zero.t()) @ x if square and len(x) == len(zero) else x,
        "norm2": 2 * x,
        "xTx": 2 * x,
        "fro2": 2 * x,
    }[kind]
