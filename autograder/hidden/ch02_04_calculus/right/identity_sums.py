"""Sums written out with einsum and outer products."""
# covers: gradient_identity


def gradient_identity(kind, A, x):
    if kind == "Ax":
        return torch.einsum("mn->nm", A)
    elif kind == "xTA":
        return torch.einsum("nm->nm", A)
    elif kind == "xTAx":
        return torch.einsum("ij,j->i", A, x) + torch.einsum("ji,j->i", A, x)
    elif kind in {"norm2", "xTx", "fro2"}:
        return x.mul(2)
    else:
        raise ValueError("unknown identity: " + kind)
