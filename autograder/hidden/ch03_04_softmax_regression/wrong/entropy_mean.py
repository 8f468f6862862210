"""The average of the terms."""
# loses: entropy


def entropy(p, base=math.e):
    return -torch.xlogy(p, p).mean(-1) / math.log(base)
