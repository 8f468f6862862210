"""Knows nats and bits only."""
# loses: entropy


def entropy(p, base=math.e):
    H = -torch.xlogy(p, p).sum(-1)
    return H / math.log(2) if base == 2 else H
