"""A column times a row, subtracted from a diagonal matrix."""
# covers: softmax_hessian


def softmax_hessian(o):
    p = (o - torch.logsumexp(o, 0)).exp().reshape(-1, 1)
    return torch.diagflat(p) - p @ p.T
