"""The weighted covariance of the one-hot vectors."""
# covers: softmax_hessian


def softmax_hessian(o):
    p = torch.softmax(o, 0)
    Z = torch.eye(len(o), dtype=o.dtype)
    centred = Z - p
    return centred.t() @ (p[:, None] * centred)
