"""Always in nats."""
# loses: entropy


def entropy(p, base=math.e):
    return -torch.xlogy(p, p).sum(-1)
