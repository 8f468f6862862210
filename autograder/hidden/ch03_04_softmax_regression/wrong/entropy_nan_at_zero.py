"""Zero times minus infinity."""
# loses: entropy


def entropy(p, base=math.e):
    return -(p * p.log()).sum(-1) / math.log(base)
