"""In bits when no base is given."""
# loses: entropy


def entropy(p, base=2):
    return -torch.xlogy(p, p).sum(-1) / math.log(base)
