"""grad_of of the weighted sum."""
# covers: vector_backward


def vector_backward(f, x, v=None):
    return grad_of(lambda x: f(x).sum() if v is None else torch.dot(v, f(x)), x)
