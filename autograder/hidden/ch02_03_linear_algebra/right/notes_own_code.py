"""What the notes write for this section, in functions: == and T, sum and cumsum by axis, sum of products, and mv."""
# covers: is_symmetric, row_normalize, running_total, weighted_average, matmul_dots


def is_symmetric(A):
    if A.shape != A.T.shape:
        return False
    return (A == A.T).all()


def row_normalize(A):
    return A / A.sum(axis=1, keepdim=True)  # 竖着求和: axis = 0


def running_total(A, axis):
    return A.cumsum(axis=axis)


def weighted_average(v, w):
    if (w < 0).any() or w.sum() == 0:
        raise ValueError
    return torch.sum(v * (w / w.sum()))


def matmul_dots(A, B):
    return torch.stack([torch.mv(A, B[:, j]) for j in range(B.shape[1])], dim=1)
