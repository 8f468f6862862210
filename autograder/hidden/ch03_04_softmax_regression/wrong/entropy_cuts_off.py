"""Leaves out probabilities under a thousandth."""
# loses: entropy


def entropy(p, base=math.e):
    kept = torch.where(p > 2e-3, p, torch.zeros_like(p))
    return -torch.xlogy(kept, kept).sum(-1) / math.log(base)
