"""Computes in float64 and casts back."""
# covers: row_normalize


def row_normalize(A):
    dtype = A.dtype if A.is_floating_point() else torch.float32
    A = A.double()
    return (A / A.sum(1, keepdim=True)).to(dtype)
