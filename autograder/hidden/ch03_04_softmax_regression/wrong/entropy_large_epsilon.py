"""Adds so much to p that it shows."""
# loses: entropy


def entropy(p, base=math.e):
    return -((p + 1e-5) * (p + 1e-5).log()).sum(-1) / math.log(base)
