"""Computes in float64 and casts back."""
# covers: entropy


def entropy(p, base=math.e):
    q = p.double()
    return (-torch.xlogy(q, q).sum(-1) * (1 / math.log(base))).to(p.dtype)
