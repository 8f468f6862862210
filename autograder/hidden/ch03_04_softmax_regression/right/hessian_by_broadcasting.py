"""Identity minus a row, times a column."""
# covers: softmax_hessian


def softmax_hessian(o):
    p = torch.softmax(o, -1)
    return p[:, None] * (torch.eye(len(p), dtype=p.dtype) - p[None, :])
