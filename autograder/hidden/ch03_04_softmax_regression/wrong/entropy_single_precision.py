"""Casts to float32."""
# loses: entropy


def entropy(p, base=math.e):
    p = p.float()
    return -torch.xlogy(p, p).sum(-1) / math.log(base)
