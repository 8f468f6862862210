"""Writes ones into the caller's zeros."""
# loses: entropy


def entropy(p, base=math.e):
    with torch.no_grad():
        p[p == 0] = 1
    return -(p * p.log()).sum(-1) / math.log(base)
