"""torch.func.vjp."""
# covers: vector_backward


def vector_backward(f, x, v=None):
    y, pull_back = torch.func.vjp(f, x.detach())
    return pull_back(torch.ones_like(y) if v is None else v)[0]
