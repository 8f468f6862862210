"""Cuts the graph."""
# loses: entropy


def entropy(p, base=math.e):
    p = p.detach()
    return -torch.xlogy(p, p).sum(-1) / math.log(base)
