"""A match statement, with copies of the matrices."""
# covers: gradient_identity


def gradient_identity(kind, A, x):
    match kind:
        case "Ax":
            return A.transpose(0, 1).clone()
        case "xTA":
            return A.clone()
        case "xTAx":
            return torch.mv(A, x) + torch.mv(A.t(), x)
        case "norm2" | "xTx" | "fro2":
            return x + x
        case _:
            raise ValueError("kind must be one of six names")
